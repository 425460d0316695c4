import Accounts
import Semantics
import Text

/// Finds the columns of an answer that `having` and `order` name: the plan counts its own
/// columns, and an answer may have more of them or others.
struct ResultColumns {
  let maker: any ColumnMaker
  let columns: [Frame.Column]

  func bound(_ condition: ResultCondition) throws -> ResultCondition {
    switch condition {
    case .all(let parts): .all(try parts.map(bound))
    case .any(let parts): .any(try parts.map(bound))
    case .not(let part): .not(try bound(part))
    case .compare(let left, let comparison, let right):
      .compare(try bound(left), comparison, try bound(right))
    case .isNull(let operand, let isNegated): .isNull(try bound(operand), isNegated: isNegated)
    }
  }

  private func bound(_ operand: ResultOperand) throws -> ResultOperand {
    switch operand {
    case .column(let index): .column(maker.position(of: index))
    case .named(let name): .column(try index(of: name))
    case .number, .numbers: operand
    }
  }

  func bound(_ term: OrderTerm) throws -> OrderTerm {
    var term = term
    switch term.key {
    case .column(let index): term.key = .column(maker.position(of: index))
    case .named(let name): term.key = .column(try index(of: name))
    case .dimension: break
    }
    return term
  }

  private func index(of name: String) throws -> Int {
    let key = Folding.key(name)
    if let index = columns.firstIndex(where: { Folding.key($0.name) == key }) { return index }
    // 增减率 alone means that of the first measure.
    if let index = columns.firstIndex(where: { Folding.key($0.name).hasSuffix(key) }) {
      return index
    }
    let names = columns.filter { !$0.isHidden }.map(\.name)
    throw ExecutionError.noColumn(name: name, nearest: NearestNames.of(name, in: names))
  }
}

extension ResultCondition {
  /// Whether it is true of a row's values; a comparison with a blank is not.
  func holds(of values: [Rational?]) -> Bool { truth(of: values) == .yes }

  private func truth(of values: [Rational?]) -> Truth {
    switch self {
    case .all(let parts): return parts.map { $0.truth(of: values) }.min() ?? .yes
    case .any(let parts): return parts.map { $0.truth(of: values) }.max() ?? .no
    case .not(let part):
      switch part.truth(of: values) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    case .compare(let left, let comparison, let right):
      guard let a = left.value(values), let b = right.value(values) else { return .unknown }
      return comparison.holds(a, b) ? .yes : .no
    case .isNull(let operand, let isNegated):
      return (operand.value(values) == nil) != isNegated ? .yes : .no
    }
  }
}

extension ResultOperand {
  func value(_ values: [Rational?]) -> Rational? {
    switch self {
    case .column(let index): values[index]
    case .number(let number): number
    case .named, .numbers: nil
    }
  }
}
