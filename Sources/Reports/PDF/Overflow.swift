/// Text too high for its cell: a spreadsheet keeps the height of a row and prints a wrapped
/// label over the rulings above and below it.
extension Lattice {
  /// The words with those that run over into a neighbouring row brought back to their own.
  ///
  /// Two lines that run over the rulings above and below a cell with nothing in it are that
  /// cell's; so is a line printed over another's text on one side of a ruling.
  func withdrawn(_ words: [TableWord]) -> [TableWord] {
    guard ys.count > 2 else { return words }
    var result = words
    var columns: [Int: [Int]] = [:]
    for index in words.indices {
      // The first and the last row run over the table's edges.
      guard let column = column(at: words[index].box),
        cell(at: words[index].box) != nil || boundary(crossedBy: words[index]) != nil
      else { continue }
      columns[column, default: []].append(index)
    }
    for members in columns.values {
      let pairs = overflowing(members, of: words)
      for pair in pairs {
        let row = ys[pair.row]...ys[pair.row + 1]
        result[pair.upper] = words[pair.upper].centred(in: row)
        result[pair.lower] = words[pair.lower].centred(in: row)
      }
      let settled = Set(pairs.flatMap { [$0.upper, $0.lower] })
      unstack(&result, members.filter { !settled.contains($0) })
    }
    return result
  }

  /// Two words that run over the rulings above and below a row.
  private struct Pair {
    var upper: Int
    var lower: Int
    var row: Int
  }

  /// The pairs of words in a column that are a cell's two lines. A row is as high as one line at
  /// least: of two words over one ruling the higher is the row's above.
  private func overflowing(_ members: [Int], of words: [TableWord]) -> [Pair] {
    let crossing = members.compactMap { index in
      boundary(crossedBy: words[index]).map { (index: index, boundary: $0) }
    }.sorted { words[$0.index].box.middleY < words[$1.index].box.middleY }
    guard crossing.count > 1 else { return [] }
    let within = Set(members).subtracting(crossing.map(\.index))
    var pairs: [Pair] = []
    var used: Set<Int> = []
    for upper in crossing where !used.contains(upper.index) {
      let lower = crossing.first {
        $0.boundary == upper.boundary + 1 && !used.contains($0.index)
          && areWrapped(words[upper.index], words[$0.index])
      }
      guard let lower else { continue }
      let row = ys[upper.boundary]...ys[lower.boundary]
      let isTaken = within.contains { index in
        row.contains(words[index].box.middleY) && words[index].overlaps(words[upper.index])
      }
      guard !isTaken else { continue }
      used.formUnion([upper.index, lower.index])
      pairs.append(Pair(upper: upper.index, lower: lower.index, row: upper.boundary))
    }
    return pairs
  }

  /// Takes a line that is printed over another's text back to the row above or below in which
  /// its label stands.
  private func unstack(_ words: inout [TableWord], _ members: [Int]) {
    for index in members where words[index].number == nil {
      guard let row = cell(at: words[index].box)?.row,
        members.contains(where: {
          $0 != index && cell(at: words[$0].box)?.row == row && words[$0].isOver(words[index])
        })
      else { continue }
      for (neighbour, isAbove) in [(row - 1, true), (row + 1, false)]
      where ys.indices.contains(neighbour) && ys.indices.contains(neighbour + 1) {
        let goesOn = members.contains {
          $0 != index && words[$0].number == nil && cell(at: words[$0].box)?.row == neighbour
            && (isAbove
              ? areWrapped(words[$0], words[index]) : areWrapped(words[index], words[$0]))
        }
        guard goesOn else { continue }
        words[index] = words[index].centred(in: ys[neighbour]...ys[neighbour + 1])
        break
      }
    }
  }

  /// The boundary of rows that runs through a word's type, well inside it.
  private func boundary(crossedBy word: TableWord) -> Int? {
    guard word.number == nil else { return nil }
    let margin = 0.1 * word.box.height
    return ys.indices.first {
      ys[$0] > word.box.y0 + margin && ys[$0] < word.box.y1 - margin
    }
  }

  /// Whether two words are lines of one label.
  private func areWrapped(_ upper: TableWord, _ lower: TableWord) -> Bool {
    let distance = lower.box.middleY - upper.box.middleY
    let size = max(upper.box.height, lower.box.height)
    return distance > 0.7 * size && distance < 1.7 * size && upper.overlaps(lower)
  }
}

extension TableWord {
  /// Whether one stands above the other.
  fileprivate func overlaps(_ other: TableWord) -> Bool {
    box.x0 < other.box.x1 && other.box.x0 < box.x1
  }

  /// Whether the type of two words takes the same room.
  fileprivate func isOver(_ other: TableWord) -> Bool {
    overlaps(other)
      && abs(box.middleY - other.box.middleY) < 0.6 * min(box.height, other.box.height)
  }

  /// The word moved to the middle of a row.
  fileprivate func centred(in row: ClosedRange<Float>) -> TableWord {
    var word = self
    let shift = (row.lowerBound + row.upperBound) / 2 - box.middleY
    word.box.y0 += shift
    word.box.y1 += shift
    return word
  }
}
