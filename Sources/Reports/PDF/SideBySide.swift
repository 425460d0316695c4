/// Pages printed two on a sheet, side by side.
///
/// A sheet of a report alone has something across its middle: a title, a ruling, the lines of
/// its text. Where all wide sheets are free there, they hold two pages each.
enum SideBySide {
  /// The pages in order, those on one sheet parted; each keeps the number of its sheet.
  static func parted(_ sheets: [PlacedPage]) -> [PlacedPage] {
    let wide = sheets.filter { $0.isWide && !$0.words.isEmpty }
    guard wide.contains(where: holdsTwo), wide.allSatisfy(isFree) else { return sheets }
    return sheets.flatMap { sheet in
      sheet.isWide ? [sheet.half(0), sheet.half(1)] : [sheet]
    }
  }

  /// Whether words stand in both halves.
  private static func holdsTwo(_ sheet: PlacedPage) -> Bool {
    sheet.words.contains { $0.x1 < sheet.width / 2 }
      && sheet.words.contains { $0.x0 > sheet.width / 2 }
  }

  /// Whether nothing stands across the middle but the sheet's own head and foot.
  private static func isFree(_ sheet: PlacedPage) -> Bool {
    let gutter = 0.49 * sheet.width...0.51 * sheet.width
    let inside = 0.08 * sheet.height...0.92 * sheet.height
    return !sheet.words.contains { word in
      word.x0 < gutter.upperBound && word.x1 > gutter.lowerBound
        && inside.contains(word.baseline)
    }
      && !sheet.segments.contains { segment in
        segment.x0 < gutter.lowerBound && segment.x1 > gutter.upperBound
      }
  }
}

extension PlacedPage {
  fileprivate var isWide: Bool { width > 1.2 * height }

  /// The left or the right half of a sheet, as a page of its own.
  fileprivate func half(_ index: Int) -> PlacedPage {
    var half = self
    half.width = width / 2
    let edge = half.width * Float(index)
    let isOwn: (Float) -> Bool = { ($0 >= half.width) == (index == 1) }
    half.words = words.filter { isOwn(($0.x0 + $0.x1) / 2) }.map { $0.moved(by: -edge) }
    half.segments = segments.filter { isOwn(($0.x0 + $0.x1) / 2) }.map { segment in
      var segment = segment
      segment.x0 -= edge
      segment.x1 -= edge
      return segment
    }
    return half
  }
}

extension PlacedWord {
  fileprivate func moved(by shift: Float) -> PlacedWord {
    var word = self
    word.x0 += shift
    word.x1 += shift
    word.starts = starts.map { $0 + shift }
    return word
  }
}
