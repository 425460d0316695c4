import Algorithms

/// Widths in terminal columns, by Unicode Standard Annex #11.
///
/// Han characters and full-width forms take two columns, combining marks none, and
/// ambiguous characters one.
public enum DisplayWidth {
  /// The columns one scalar takes: 0, 1 or 2.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if (0x4E00...0x9FFF).contains(value) { return 2 }
    if contains(value, zeroRanges) { return 0 }
    return contains(value, wideRanges) ? 2 : 1
  }

  /// The columns a text takes. A tab counts as one column.
  public static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  private static func contains(_ value: UInt32, _ ranges: [(UInt32, UInt32)]) -> Bool {
    let place = ranges.partitioningIndex { $0.1 >= value }
    return place < ranges.count && ranges[place].0 <= value
  }
}
