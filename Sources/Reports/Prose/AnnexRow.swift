import Accounts

/// A row of a self-evaluation table: its cells that hold text, from left to right.
struct AnnexRow {
  var cells: [GlyphSlice]
  /// All cells joined.
  let text: GlyphSlice
  /// The index of the row's line in ``Document/lines``.
  var line: Int

  init(_ index: Int, of document: Document) {
    line = index
    text = document.glyphs(of: document.lines[index])
    let spans = document.lines[index].spans
    cells = []
    cells.reserveCapacity(spans.count)
    for span in spans where !document.spans[span].glyphs.isEmpty {
      cells.append(document.glyphs(of: document.spans[span]))
    }
    if !document.lines[index].isTabbed { joinUnits() }
  }

  /// A unit that a blank parts from its number belongs to it: 25 个.
  private mutating func joinUnits() {
    var index = 1
    while index < cells.count {
      if cells[index - 1].units.last.map(Mark.isDigit) == true, cells[index].isUnit {
        let unit = cells.remove(at: index)
        let whole = cells[index - 1].units.startIndex..<unit.units.endIndex
        cells[index - 1] = GlyphSlice(text.units[whole])
      } else {
        index += 1
      }
    }
  }
}

extension GlyphSlice {
  /// Whether this is a unit word and no more.
  var isUnit: Bool { PrintedUnit.read(units)?.length == count }

  /// The number this is, with its unit; nil where other words stand beside it.
  var number: (value: PrintedNumber, unit: Unit, unitText: String)? {
    var end = units.startIndex
    while end < units.endIndex, Self.isNumeric(units[end]) { end += 1 }
    guard end > units.startIndex, let value = PrintedNumber(units: units[..<end]) else {
      return nil
    }
    if end == units.endIndex { return (value, .none, "") }
    guard let unit = PrintedUnit.read(units[end...]), end + unit.length == units.endIndex else {
      return nil
    }
    return (value, unit.unit, unit.text)
  }

  private static func isNumeric(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || unit == 0x2E || unit == 0x2C || unit == 0x2D
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
    if inner.last == Self.point || inner.last == Self.misprintedPoint { inner = inner.dropLast() }
    guard inner.allSatisfy({ Mark.isDigit($0) || $0 == 0x2E }) else { return nil }
    return PrintedNumber(units: inner)
  }

  private static let point = Glyphs("分").units[0]
  private static let misprintedPoint = Glyphs("份").units[0]

  /// The label without the brackets at its end that hold points or a unit.
  var label: GlyphSlice {
    var rest = units
    while let open = rest.firstIndex(of: Mark.open), rest.last == Mark.close {
      rest = rest[..<open]
    }
    while let last = rest.last, last == Mark.colon { rest = rest.dropLast() }
    return GlyphSlice(rest)
  }
}
