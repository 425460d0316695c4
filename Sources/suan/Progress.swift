import Glibc
import Synchronization

enum Processors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// A line on the terminal that counts reports, shown when loading takes more than a fifth of
/// a second, and taken back at its end.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var shown: ContinuousClock.Instant?
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  func step() {
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock.now
      guard now - start > .milliseconds(200) else { return }
      if let shown = state.shown, now - shown < .milliseconds(100) { return }
      state.shown = now
      ErrorOutput.write("\r\(state.done) reports read…\u{1B}[K")
    }
  }

  func end() {
    state.withLock { state in
      if state.shown != nil { ErrorOutput.write("\r\u{1B}[K") }
    }
  }
}
