/// A value that is worked out when it is first asked for, and once.
final class Deferred<Value> {
  private let make: () throws -> Value
  private var known: Value?

  init(_ make: @escaping () throws -> Value) { self.make = make }

  convenience init(_ value: Value) {
    self.init { value }
    known = value
  }

  func callAsFunction() throws -> Value {
    if let known { return known }
    let value = try make()
    known = value
    return value
  }
}
