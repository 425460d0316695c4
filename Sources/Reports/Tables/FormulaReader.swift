import Accounts
import Text

/// Reads the formulas printed under tables: `27 行＝（1+2+…+8）行；1 栏各行＝（2+3）栏各行`.
enum FormulaReader {
  /// Whether a squeezed line holds a formula.
  static func isFormula(_ text: GlyphSlice) -> Bool {
    text.units.contains(equals) && axes.occur(in: text)
  }

  private static let equals: UInt16 = 0x3D
  private static let axes: GlyphWords = ["行", "栏"]

  /// The formulas of the notes, in order. A formula may go on over a line's end.
  static func read(_ text: TableText) -> [PrintedFormula] {
    var result: [PrintedFormula] = []
    var pending: (key: String, line: Document.Line)?
    for index in text.notes {
      let line = text.document.lines[index]
      guard pending != nil || text.document.glyphs(of: line).units.contains(equals) else {
        continue
      }
      let key = folded(text.document.squeezed(line))
      let start = pending?.line ?? line
      var rest = Substring((pending?.key ?? "") + key)
      pending = nil
      while let end = rest.utf8.firstIndex(where: {
        $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ".")
      }) {
        append(rest[..<end], at: start, of: text, to: &result)
        rest = rest[rest.index(after: end)...]
      }
      if !append(rest, at: start, of: text, to: &result), rest.holds("="), !rest.holds("行)") {
        pending = (String(rest), start)
      }
    }
    return result
  }

  @discardableResult
  private static func append(
    _ key: Substring, at line: Document.Line, of text: TableText,
    to result: inout [PrintedFormula]
  ) -> Bool {
    guard let equals = key.utf8.firstIndex(of: UInt8(ascii: "=")),
      let total = ordinal(in: key[..<equals]),
      let terms = terms(in: key[key.index(after: equals)...])
    else { return false }
    let axis: PrintedFormula.Axis = key.holds("栏") ? .columns : .rows
    result.append(
      PrintedFormula(
        table: text.region.table, axis: axis, total: total, terms: terms,
        place: text.document.place(of: line.bytes.lowerBound, in: line),
        raw: text.document.text(of: line)))
    return true
  }

  /// The first number of the left side.
  private static func ordinal(in key: Substring) -> Int? {
    Int(key.drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  /// The signed ordinals of `(31+32+…+56)行`; nil where nothing closes it with 行 or 栏.
  private static func terms(in key: Substring) -> [(sign: Int, ordinal: Int)]? {
    var terms: [(sign: Int, ordinal: Int)] = []
    var sign = 1
    var digits = ""
    var ellipsis = false
    var closed = false
    func close() {
      guard let value = Int(digits) else { return }
      if ellipsis, let last = terms.last?.ordinal, last + 1 < value {
        terms += (last + 1..<value).map { (sign, $0) }
      }
      terms.append((sign, value))
      digits = ""
      ellipsis = false
    }
    for scalar in key.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "+", "-":
        close()
        sign = scalar == "+" ? 1 : -1
      case "…", "⋯", "~":
        close()
        ellipsis = true
      case ".": ellipsis = true
      case "行", "栏":
        close()
        closed = true
      case "(", ")", "各": close()
      default: return nil
      }
    }
    return closed && !terms.isEmpty ? terms : nil
  }
}
