import Testing

@testable import Execution

@Suite("A query that can be ended")
struct InterruptionTests {
  /// Each look once wrapped the closure anew, until a call of it overran the stack.
  @Test("may look as often as it likes whether it is to end")
  func looks() {
    let goesOn = Interruption.run(until: { false }) {
      (0..<1_000_000).allSatisfy { _ in Interruption.goesOn() }
    }
    #expect(goesOn)
  }
}
