import Accounts

/// What a calculation makes of the kinds of its parts (semantics, rule 22).
enum TypeRules {
  /// The type of `left operation right`; nil where the two do not go together.
  static func type(
    _ operation: ValueExpression.Operator, _ left: ValueType, _ right: ValueType
  )
    -> ValueType?
  {
    switch operation {
    case .add, .subtract:
      guard left.kind == right.kind else { return nil }
      return ValueType(
        kind: left.kind, unit: left.unit == right.unit ? left.unit : .none,
        isExact: left.isExact && right.isExact)
    case .multiply: return product(left, right)
    case .divide: return quotient(left, right)
    }
  }

  private static func product(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if right.kind == .plain { return ValueType(kind: left.kind, unit: left.unit, isExact: false) }
    if left.kind == .plain { return ValueType(kind: right.kind, unit: right.unit, isExact: false) }
    switch (left.kind, right.kind) {
    case (.money, .count), (.count, .money): return ValueType(kind: .money, isExact: false)
    default: return nil
    }
  }

  private static func quotient(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if right.kind == .plain { return ValueType(kind: left.kind, unit: left.unit, isExact: false) }
    switch (left.kind, right.kind) {
    case (.money, .count): return ValueType(kind: .money, isExact: false)
    case (let a, let b) where a == b: return ValueType(kind: .plain, isExact: false)
    case (.plain, _): return ValueType(kind: .plain, isExact: false)
    default: return ValueType(kind: .plain, isExact: false)
    }
  }
}
