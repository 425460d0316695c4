import Columns
import Glibc
import Synchronization

/// How many threads a query may use: as many as there are processors, unless told otherwise.
public enum Workers {
  private static let wanted = Atomic(0)

  public static var count: Int {
    get {
      let wanted = wanted.load(ordering: .relaxed)
      return wanted > 0 ? wanted : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
    set { wanted.store(max(0, newValue), ordering: .relaxed) }
  }

  /// What `body` makes of each row of an answer, in their order. Throws the error of the first
  /// row that has one, or ``ExecutionError/interrupted``.
  static func map<Value>(rows count: Int, _ body: (Int) throws -> Value) throws -> [Value] {
    let rowsPerChunk = SliceLimits.rowsPerChunk
    guard count > rowsPerChunk else { return try (0..<count).map(body) }
    nonisolated(unsafe) let body = body
    let chunks = Parallel.map(
      chunks: (count + rowsPerChunk - 1) / rowsPerChunk, threads: Workers.count,
      goesOn: Interruption.goesOn
    ) { chunk -> Result<[Value], any Error> in
      let start = chunk * rowsPerChunk
      return Result { try (start..<min(count, start + rowsPerChunk)).map(body) }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for chunk in chunks {
      guard let chunk else { throw ExecutionError.interrupted }
      values += try chunk.get()
    }
    return values
  }
}
