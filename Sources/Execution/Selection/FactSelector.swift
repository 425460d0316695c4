public import Accounts
public import Semantics

/// The facts that answer a question about one measure in one report, for those who want the
/// printed figures themselves.
public struct FactSelector {
  private let selector: RowSelector
  private let dataset: Dataset

  public init(_ measure: Measure.ID, where condition: Predicate, dataset: Dataset) {
    selector = RowSelector(measure, filter: condition, keys: [], dataset: dataset)
    self.dataset = dataset
  }

  /// The rows of the measure's fact table: one where the figure asked for is printed, several where
  /// it is the sum of finer ones, none where the report does not say.
  public func facts(in report: Int) -> [Int] {
    selector.rows(in: ReportSet(report..<report + 1))
  }
}
