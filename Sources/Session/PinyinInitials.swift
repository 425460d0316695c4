/// The letters that the pinyin of Chinese characters begins with, for names typed by their
/// initials: sjyj for 市教育局.
struct PinyinInitials: Sendable {
  /// For each character from 一 (U+4E00) on, a bit for each letter its readings begin with.
  private var letters: [UInt32]

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// Built when it is first asked for, in a third of a millisecond.
  static let shared = PinyinInitials()

  private init() {
    letters = [UInt32](repeating: 0, count: Int(Self.last - Self.first + 1))
    for (initial, characters) in Self.table {
      for character in characters.unicodeScalars {
        letters[Int(character.value - Self.first)] |= Self.bit(initial)
      }
    }
  }

  private static func bit(_ letter: Unicode.Scalar) -> UInt32 { 1 << (letter.value - 0x61) }

  /// Whether initials, in lower case, stand for characters of the name that follow each other.
  func occur(_ initials: String, in name: String) -> Bool {
    let wanted = Array(initials.unicodeScalars)
    let scalars = Array(name.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= scalars.count else { return false }
    return (0...scalars.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { stands(wanted[$0], for: scalars[start + $0]) }
    }
  }

  /// Whether every scalar of a text is a letter that could be an initial.
  static func couldBe(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
  }

  private func stands(_ letter: Unicode.Scalar, for character: Unicode.Scalar) -> Bool {
    guard (Self.first...Self.last).contains(character.value) else { return letter == character }
    return letters[Int(character.value - Self.first)] & Self.bit(letter) != 0
  }
}
