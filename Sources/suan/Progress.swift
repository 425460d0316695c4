import Glibc
import Synchronization

enum Processors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// A line on the terminal that tells how far work is, shown when it takes more than a fifth of a
/// second, and taken back at its end.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var shown: ContinuousClock.Instant?
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Counts one more report read.
  func step() {
    state.withLock { state in
      state.done += 1
      show("\(state.done) reports read…", &state)
    }
  }

  func show(_ text: String) {
    state.withLock { show(text, &$0) }
  }

  private func show(_ text: String, _ state: inout State) {
    let now = ContinuousClock.now
    guard now - start > .milliseconds(200) else { return }
    if let shown = state.shown, now - shown < .milliseconds(100) { return }
    state.shown = now
    ErrorOutput.write("\r\(text)\u{1B}[K")
  }

  func end() {
    state.withLock { state in
      if state.shown != nil { ErrorOutput.write("\r\u{1B}[K") }
    }
  }
}
