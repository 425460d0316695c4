import Accounts
import Syntax

extension QueryResolver {
  /// The year clause: a filter on 年度, or the years of a comparison.
  func resolveYears(_ clauses: Clauses, into plan: inout MeasurePlan) throws(ResolutionError) {
    guard let clause = clauses.years else { return }
    let years = try self.years(clause.years)
    switch clause.base {
    case nil: plan.filter = plan.filter.and(.test(.years(Set(years))))
    case .year(let base):
      let baseYear = try year(base)
      let compared = years.isEmpty ? dataset.years.filter { $0 != baseYear }.reversed() : years
      plan.comparison = .years(compared + [baseYear])
    case .previousYear:
      if !years.isEmpty { plan.filter = plan.filter.and(.test(.years(Set(years)))) }
      plan.comparison = .previous
      if !plan.keys.contains(.年度) { plan.keys.append(.年度) }
    }
  }

  func years(_ items: [YearItem]) throws(ResolutionError) -> [Int] {
    var result: [Int] = []
    for item in items {
      switch item {
      case .year(let value): result.append(try year(value))
      case .range(let low, let high):
        let (from, to) = (try year(low), try year(high))
        result += from <= to ? Array(from...to) : Array(to...from)
      }
    }
    return result
  }

  private func year(_ value: YearValue) throws(ResolutionError) -> Int {
    switch value {
    case .literal(let number):
      guard let year = Int(number.digits), (1000...9999).contains(year) else {
        throw ResolutionError(
          .unknownValue(number.digits, dimension: "年度", nearest: []), at: number.range)
      }
      return year
    case .parameter(let name):
      guard let text = definitions.parameters[name.text] else {
        throw ResolutionError(.missingParameter(name.text), at: name.range)
      }
      guard let year = Int(text), (1000...9999).contains(year) else {
        throw ResolutionError(.badParameter(name.text, value: text, wanted: "year"), at: name.range)
      }
      return year
    }
  }
}
