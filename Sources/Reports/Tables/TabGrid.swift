import Accounts

extension Grid {
  /// The grid of lines whose cells are parted by tabs. A line without tabs is a row of one
  /// cell.
  init(tabbed lines: [Document.Line], of document: Document) {
    rows = lines.map { line in
      let raw = document.text(of: line)
      guard line.isTabbed else {
        let start = document.spans[line.spans].first?.bytes.lowerBound ?? line.bytes.lowerBound
        let cell = Cell(
          column: 0, text: document.squeezed(line), place: document.place(of: start, in: line),
          raw: raw)
        return Row(cells: [cell])
      }
      let cells = zip(0..., document.spans[line.spans]).compactMap { column, span -> Cell? in
        guard !span.bytes.isEmpty else { return nil }
        return Cell(
          column: column, text: document.text(of: span),
          place: document.place(of: span.bytes.lowerBound, in: line), raw: raw)
      }
      return Row(cells: cells)
    }
  }
}
