import Synchronization

/// Lets whoever runs a query end it early.
///
/// Long loops look at ``isWanted`` a report or a row at a time and go no further; who runs the
/// query then asks ``check()`` and drops the part of an answer there is. The request is the
/// process's: ^C means all that runs, on whatever thread.
public enum Interruption {
  private static let request = Mutex<Request?>(nil)

  /// A closure that stood in a mutex by itself would be wrapped anew each time it is read.
  private struct Request: Sendable {
    let isWanted: @Sendable () -> Bool
  }

  /// Runs `body`, which ends early once `isRequested` says so; nil where nobody can ask.
  public static func run<T>(
    until isRequested: (@Sendable () -> Bool)?, _ body: () throws -> T
  ) rethrows -> T {
    guard let isRequested else { return try body() }
    request.withLock { $0 = Request(isWanted: isRequested) }
    defer { request.withLock { $0 = nil } }
    return try body()
  }

  static var isWanted: Bool { request.withLock { $0 }?.isWanted() ?? false }

  /// Whether a loop is to begin its next chunk.
  @Sendable static func goesOn() -> Bool { !isWanted }

  /// Throws ``ExecutionError/interrupted`` where the user has asked to stop.
  public static func check() throws(ExecutionError) {
    if isWanted { throw .interrupted }
  }
}
