/// Finds the columns of pages that have no vertical rulings, for all such pages of a table
/// together: a page may have no number in a column, and only the first has the header.
enum OpenColumns {
  static func divide(_ pages: inout [TablePage]) {
    let open = pages.indices.filter { pages[$0].lattice?.isOpen == true }
    for index in open { pages[index].takeHeader(like: pages[open[0]].header) }
    var words: [TableWord] = []
    var headings: [Box] = []
    var shifts: [Float] = []
    for index in open {
      let own = pages[index].words.filter { pages[index].lattice?.cell(at: $0.box) != nil }
      let shift = shift(of: own, onto: words)
      shifts.append(shift)
      // Numbers of columns tell where these stand, as headings do.
      let ordinals = OrdinalLine.lines(of: own)
      words += own.filter { !ordinals.contains($0.line) }.map { $0.moved(by: shift) }
      headings += own.filter { ordinals.contains($0.line) && $0.number != nil }
        .map { $0.box.moved(by: shift) }
      headings += pages[index].header?.leaves.map { $0.box.moved(by: shift) } ?? []
    }
    guard ColumnBands.areNeeded(words) || pages.contains(where: \.hasOrdinals) else { return }
    let boundaries = ColumnBands.boundaries(words, under: headings)
    for (index, shift) in zip(open, shifts) {
      pages[index].lattice?.addColumns(at: boundaries.map { $0 - shift })
    }
  }

  /// How far a page must be moved so that its numbers stand under those of the pages before:
  /// margins may differ.
  private static func shift(of words: [TableWord], onto others: [TableWord]) -> Float {
    let numbers = words.filter { $0.number != nil }
    let known = others.filter { $0.number != nil }
    guard let left = numbers.map(\.box.x0).min(), let right = numbers.map(\.box.x1).max(),
      let knownLeft = known.map(\.box.x0).min(), let knownRight = known.map(\.box.x1).max()
    else { return 0 }
    let shifts = [0, knownLeft - left, knownRight - right]
    return shifts.min { a, b in
      ColumnBands.extent(known + numbers.map { $0.moved(by: a) })
        < ColumnBands.extent(known + numbers.map { $0.moved(by: b) }) - 1
    } ?? 0
  }
}
