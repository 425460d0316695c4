import Accounts

/// Numbers and codes that are broken over lines because their cells are too narrow, on pages
/// where no ruling tells what one cell holds: `20,693.` over `34`.
enum TornNumbers {
  /// The words with the parts of each such number joined where they stand.
  static func joined(_ words: [TableWord]) -> [TableWord] {
    let digits = words.indices.filter { isDigits(words[$0].text) }
    let scales = digits.compactMap { words[$0].number?.scale }.filter { $0 > 0 }
    // A torn amount may seem to have one.
    let haveCents = scales.count { $0 == 2 } * 2 > scales.count
    var result = words
    var isTaken = [Bool](repeating: false, count: words.count)
    for index in digits where !isTaken[index] {
      while let next = digits.first(where: { next in
        !isTaken[next] && result[index].stands(over: words[next])
          && goesOn(result[index].text, with: words[next].text, haveCents: haveCents)
      }) {
        result[index].append(words[next])
        isTaken[next] = true
      }
    }
    return words.indices.filter { !isTaken[$0] }.map { result[$0] }
  }

  /// Whether the first part is torn where the next goes on.
  private static func goesOn(_ text: String, with next: String, haveCents: Bool) -> Bool {
    let whole = text + next
    guard let first = next.utf8.first, let last = text.utf8.last else { return false }
    if isSign(last) != isSign(first) { return isGrouped(whole) }
    if isSign(last) { return false }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2 { return parts[1].utf8.count == 1 && next.utf8.count == 1 && haveCents }
    if !isGrouped(text) { return isGrouped(whole) }
    if isTornCode(text), isCode(whole) { return true }
    // No whole amount stands over another where all have decimals.
    return haveCents && next.utf8.contains(0x2E) && text.utf8.count > 3 && !isCode(text)
      && isGrouped(whole)
  }

  private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x2E }

  private static func isDigits(_ text: String) -> Bool {
    text.utf8.contains { !isSign($0) } && text.utf8.allSatisfy { isSign($0) || isDigit($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the commas of an amount part thousands, as far as it goes, and it has two decimals
  /// at most.
  private static func isGrouped(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || parts[1].utf8.count <= 2,
      parts.count == 1 || parts[1].utf8.allSatisfy(isDigit)
    else { return false }
    var groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return true }
    // More groups may follow the comma.
    if parts.count == 1, groups[groups.count - 1].isEmpty { groups.removeLast() }
    return groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      && (1...3).contains(groups[0].utf8.count)
  }

  /// A code of a 款 or a 项, of what money is spent for or on.
  private static func isCode(_ text: String) -> Bool {
    (text.utf8.count == 5 || text.utf8.count == 7) && text.utf8.allSatisfy(isDigit)
      && (text.utf8.first == 0x32 || text.utf8.first == 0x33 && text.utf8.count == 5)
  }

  private static func isTornCode(_ text: String) -> Bool { (4...6).contains(text.utf8.count) }
}

extension TableWord {
  /// Whether another word is the next line of the same cell, set under this one's text.
  fileprivate func stands(over other: TableWord) -> Bool {
    let bottom = tail.last?.box ?? box
    let size = max(lineHeight, other.lineHeight)
    let step = other.box.y1 - bottom.y1
    return other.line > line && step > 0.7 * size && step < 1.7 * size
      && other.box.x0 > box.x0 - 1.5 && other.box.x1 < box.x1 + 1.5
  }

  /// Adds the next part of the number.
  fileprivate mutating func append(_ next: TableWord) {
    text += next.text
    tail.append(next)
    box.y1 = max(box.y1, next.box.y1)
  }
}
