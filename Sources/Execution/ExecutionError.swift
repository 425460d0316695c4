public import Text

/// Why a resolved statement could not be answered from these data.
public enum ExecutionError: Error, Sendable, Equatable {
  case addsRate(measure: String)
  case addsStock(measure: String, years: ClosedRange<Int>)
  case overflow
  case tooManyColumns(count: Int, dimension: String)
  /// Numbers of several kinds in one column of a relation.
  case mixedUnits(column: String, units: [String])
  /// `having` or `order` names a column that the answer does not have.
  case noColumn(name: String, nearest: [String])
  /// The question is about what reports say, and of none is more at hand than its facts.
  case factsOnly(asked: String)
  case interrupted
}

extension ExecutionError {
  /// The message, without a place in the statement.
  public var diagnostic: Diagnostic {
    switch self {
    case .addsRate(let measure):
      Diagnostic(
        id: "execution.adds-rate",
        title: "\(measure) is a rate: adding it over several reports means nothing",
        hint: "Write by 部门, 年度 to see each, or avg \(measure) for the mean.")
    case .addsStock(let measure, let years):
      Diagnostic(
        id: "execution.adds-stock",
        title: "\(measure) is a stock, what there is at the end of a year: "
          + "its values of \(years.lowerBound) and \(years.upperBound) do not add up",
        hint: "Write by 年度, or name one year: year \(years.upperBound).")
    case .overflow:
      Diagnostic(
        id: "execution.overflow", title: "A value is too large to hold exactly",
        hint: "Multiply by less, or ask for fewer reports at a time.")
    case .tooManyColumns(let count, let dimension):
      Diagnostic(
        id: "execution.too-many-columns",
        title: "across \(dimension) would make \(count) columns",
        hint: "Put \(dimension) in by, or narrow it with where; 200 columns are the most.")
    case .mixedUnits(let column, let units):
      Diagnostic(
        id: "execution.mixed-units",
        title: "\(column) holds numbers of several units, among them "
          + units.filter { !$0.isEmpty }.suffix(3).joined(separator: ", "),
        hint: "Name one, as in where 单位 = 万元.")
    case .noColumn(let name, let nearest):
      Diagnostic(
        id: "execution.no-column", title: "The answer has no column \(name)",
        hint: nearest.isEmpty ? "Name a column as it stands in the answer's head." : nil,
        nearest: nearest)
    case .factsOnly(let asked):
      Diagnostic(
        id: "execution.facts-only",
        title: "A snapshot holds facts only: \(asked) needs the reports themselves",
        hint: "Name the reports after the snapshot, or in its place.")
    case .interrupted: Diagnostic(id: "execution.interrupted", title: "Interrupted")
    }
  }
}
