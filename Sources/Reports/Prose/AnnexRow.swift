import Accounts

/// A row of a self-evaluation table: its cells that hold text, from left to right.
struct AnnexRow {
  var cells: [Glyphs]
  /// The index of the row's line in ``Document/lines``.
  var line: Int

  init(_ index: Int, of document: Document) {
    line = index
    cells = document.lines[index].spans.compactMap { span in
      let cell = Glyphs(document.spans[span].bytes, of: document)
      return cell.isEmpty ? nil : cell
    }
    if !document.lines[index].isTabbed { joinUnits() }
  }

  /// All cells joined.
  var text: Glyphs { Glyphs(units: cells.flatMap(\.units)) }

  /// A unit that a blank parts from its number belongs to it: 25 个.
  private mutating func joinUnits() {
    var joined: [Glyphs] = []
    for cell in cells {
      if let last = joined.last, last.units.last.map(Mark.isDigit) == true, cell.isUnit {
        joined[joined.count - 1].units += cell.units
      } else {
        joined.append(cell)
      }
    }
    cells = joined
  }
}

extension Glyphs {
  /// Whether this is a unit word and no more.
  var isUnit: Bool { PrintedUnit.read(units[...])?.length == count }

  /// The number this is, with its unit; nil where other words stand beside it.
  var number: (value: PrintedNumber, unit: Unit, unitText: String)? {
    var end = 0
    while end < count, Mark.isDigit(units[end]) || [0x2E, 0x2C, 0x2D].contains(units[end]) {
      end += 1
    }
    guard end > 0, let value = PrintedNumber(units[..<end].asText) else { return nil }
    if end == count { return (value, .none, "") }
    guard let unit = PrintedUnit.read(units[end...]), end + unit.length == count else { return nil }
    return (value, unit.unit, unit.text)
  }

  /// A plain number, as a score is.
  var plainNumber: PrintedNumber? {
    guard let number, number.unit == .none, number.unitText.isEmpty else { return nil }
    return number.value
  }

  /// The points in brackets at the end of a label: 产出指标（36分）, or （50） under 分.
  var points: PrintedNumber? {
    guard let open = units.lastIndex(of: Mark.open), let close = units.lastIndex(of: Mark.close),
      open + 1 < close
    else { return nil }
    var inner = units[(open + 1)..<close]
    if GlyphSlice(inner).hasSuffix("分") || GlyphSlice(inner).hasSuffix("份") {
      inner = inner.dropLast()
    }
    guard inner.allSatisfy({ Mark.isDigit($0) || $0 == 0x2E }) else { return nil }
    return PrintedNumber(inner.asText)
  }

  /// The label without the brackets at its end that hold points or a unit.
  var label: Glyphs {
    var rest = units[...]
    while let open = rest.firstIndex(of: Mark.open), rest.last == Mark.close {
      rest = rest[..<open]
    }
    while let last = rest.last, last == Mark.colon { rest = rest.dropLast() }
    return Glyphs(units: Array(rest))
  }
}
