public import Accounts

/// What a question about the reports' words must say where of some reports only facts are at
/// hand.
public struct FactsOnly {
  /// Said under an answer that covers the others; nil where all are at hand.
  public let note: QueryResult.Note?

  /// Throws ``ExecutionError/factsOnly(asked:)`` where no report is at hand.
  public init(_ dataset: Dataset, asked: String) throws(ExecutionError) {
    let missing = dataset.reports.count - dataset.reportsAtHand.count
    guard missing > 0 else {
      note = nil
      return
    }
    guard missing < dataset.reports.count else { throw .factsOnly(asked: asked) }
    note = QueryResult.Note(
      id: "facts-only",
      text: "Of \(missing) of \(dataset.reports.count) reports only facts are at hand, from a "
        + "snapshot: they are not in \(asked).")
  }
}
