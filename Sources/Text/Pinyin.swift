/// How Chinese characters are read, for names typed by their initials (sjyj for 市教育局) or by
/// their sound, and for characters that sound alike.
public struct Pinyin: Sendable {
  private var syllables: [[Unicode.Scalar]] = []
  /// For each character from 一 (U+4E00) on, its usual readings as indices of `syllables`, -1 where
  /// there are fewer.
  private var readings: [(first: Int16, second: Int16, third: Int16)]

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// Built when it is first asked for, in a millisecond.
  public static let shared = Pinyin()

  private init() {
    readings = Array(repeating: (-1, -1, -1), count: Int(Self.last - Self.first + 1))
    for line in Self.table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let syllable = Int16(syllables.count)
      syllables.append(Array(parts[0].unicodeScalars))
      for character in parts[1].unicodeScalars {
        let index = Int(character.value - Self.first)
        if readings[index].first < 0 {
          readings[index].first = syllable
        } else if readings[index].second < 0 {
          readings[index].second = syllable
        } else {
          readings[index].third = syllable
        }
      }
    }
  }

  private func readings(of character: Unicode.Scalar) -> [Int16] {
    guard (Self.first...Self.last).contains(character.value) else { return [] }
    let all = readings[Int(character.value - Self.first)]
    return [all.first, all.second, all.third].filter { $0 >= 0 }
  }

  /// Whether two characters have a reading in common.
  func soundAlike(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    let known = readings(of: b)
    return readings(of: a).contains(where: known.contains)
  }

  /// Whether every scalar of a text is a letter that could be pinyin.
  public static func couldBe(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
  }

  /// Whether initials, in lower case, stand for characters of the name that follow each other.
  public func initialsOccur(_ initials: String, in name: String) -> Bool {
    let wanted = Array(initials.unicodeScalars)
    let scalars = Array(name.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= scalars.count else { return false }
    return (0...scalars.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { isInitial(wanted[$0], of: scalars[start + $0]) }
    }
  }

  private func isInitial(_ letter: Unicode.Scalar, of character: Unicode.Scalar) -> Bool {
    letter == character || readings(of: character).contains { syllables[Int($0)].first == letter }
  }

  /// Whether a text in lower case spells a whole name: zhichu for 支出.
  func spells(_ text: String, _ name: String) -> Bool {
    spells(Array(text.unicodeScalars)[...], Array(name.unicodeScalars)[...])
  }

  private func spells(
    _ text: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let character = name.first else { return text.isEmpty }
    return readings(of: character).contains { reading in
      let syllable = syllables[Int(reading)]
      return text.starts(with: syllable) && spells(text.dropFirst(syllable.count), name.dropFirst())
    }
  }
}
