import Accounts

/// The 行次 beside the numbers of 表1 and 表4, by which the formulas under them name rows.
enum RowOrdinals {
  /// The figures with the ordinal that stands before each on its line.
  ///
  /// - Parameter ordinals: the places of a table's ordinals.
  static func number(
    _ figures: [Figure], by ordinals: [Place], of document: Document
  ) -> [Figure] {
    let byLine = Dictionary(grouping: ordinals) { Line(page: $0.page, line: $0.line) }
    let lines = Dictionary(
      document.lines.map { (Line(page: $0.page, line: $0.number), $0) }
    ) { first, _ in first }
    return figures.map { figure in
      let key = Line(page: figure.place.page, line: figure.place.line)
      guard let line = lines[key],
        let place = byLine[key]?.filter({ $0.column < figure.place.column })
          .max(by: { $0.column < $1.column }),
        let ordinal = value(at: place, of: line, in: document)
      else { return figure }
      var numbered = figure
      numbered.ordinal = ordinal
      return numbered
    }
  }

  private struct Line: Hashable {
    var page: Int32
    var line: Int32
  }

  /// The number printed at a place.
  private static func value(
    at place: Place, of line: Document.Line, in document: Document
  ) -> Int16? {
    Int16(
      document.text(of: line).unicodeScalars.dropFirst(Int(place.column) - 1)
        .prefix { ("0"..."9").contains($0) }.reduce(into: "") { $0.unicodeScalars.append($1) })
  }
}
