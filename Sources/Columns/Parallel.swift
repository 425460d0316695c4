import Dispatch
import Synchronization

/// Work cut into chunks of rows, some thousand to a chunk, and done on several threads.
///
/// This module's kernels work on one chunk, over buffers that another owns. Their entry points
/// are concrete, one for each width of key: a generic kernel called from another module is not
/// specialised, and some forty times slower. Which kernel serves is decided once per chunk, so
/// that the loops inside are plain.
public enum Parallel {
  /// Folds chunks into one state. Each worker folds the chunks it takes into a state of its
  /// own, then the states are merged.
  ///
  /// Which worker takes which chunk is left to chance, so the result does not depend on the
  /// threads only if folding does not depend on the order: exact sums, counts and extremes do
  /// not. Use ``map(chunks:threads:goesOn:_:)`` for what does.
  ///
  /// - Parameter goesOn: asked before each chunk; once false, no further chunk is begun.
  public static func fold<State>(
    chunks: Int, threads: Int, goesOn: @Sendable () -> Bool = { true }, initial: () -> State,
    _ body: @Sendable (inout State, Int) -> Void, merge: (inout State, State) -> Void
  ) -> State {
    let workers = max(1, min(threads, chunks))
    var states = (0..<workers).map { _ in initial() }
    states.withUnsafeMutableBufferPointer { states in
      nonisolated(unsafe) let states = states
      perform(chunks: chunks, workers: workers, goesOn: goesOn) { worker, chunk in
        body(&states[worker], chunk)
      }
    }
    var result = states.removeFirst()
    for state in states { merge(&result, state) }
    return result
  }

  /// The results of all chunks, in their order; nil for those not begun.
  public static func map<Result>(
    chunks: Int, threads: Int, goesOn: @Sendable () -> Bool = { true },
    _ body: @Sendable (Int) -> Result
  ) -> [Result?] {
    var results = [Result?](repeating: nil, count: chunks)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      perform(chunks: chunks, workers: max(1, min(threads, chunks)), goesOn: goesOn) { _, chunk in
        results[chunk] = body(chunk)
      }
    }
    return results
  }

  private static func perform(
    chunks: Int, workers: Int, goesOn: @Sendable () -> Bool, _ body: @Sendable (Int, Int) -> Void
  ) {
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while goesOn() {
        let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard chunk < chunks else { return }
        body(worker, chunk)
      }
    }
  }
}
