import Accounts

/// The 行次 beside the numbers of 表1 and 表4, by which the formulas under them name rows.
enum RowOrdinals {
  /// The figures with the ordinal that stands before each on its line.
  static func number(_ figures: [Figure], by ordinals: [TableSheet.Ordinal]) -> [Figure] {
    let ordinals = ordinals.sorted { $0.place < $1.place }
    var next = 0
    // The ordinals pass by in step with the figures, which are in printed order.
    return figures.map { figure in
      while next < ordinals.count, ordinals[next].place < figure.place { next += 1 }
      guard next > 0, case let last = ordinals[next - 1], last.place.page == figure.place.page,
        last.place.line == figure.place.line, let value = last.value
      else { return figure }
      var numbered = figure
      numbered.ordinal = value
      return numbered
    }
  }
}
