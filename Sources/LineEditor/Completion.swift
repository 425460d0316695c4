import Text

/// What one Tab does: the line goes on as far as all choices agree; where they agree on
/// nothing more, they are listed.
struct Completion: Equatable {
  /// The line afterwards, and the part of it behind the cursor.
  var line: String
  var after: String
  /// The choices to list; empty where the line went on.
  var listing: [String]

  init(of line: String, at cursor: Int, choices: [LineEditor.Choice]) {
    let bytes = Array(line.utf8)
    let range = choices.first?.range ?? cursor..<cursor
    let start = min(max(0, range.lowerBound), bytes.count)
    let end = min(max(start, range.upperBound), bytes.count)
    let typed = String(decoding: bytes[start..<end], as: UTF8.self)
    let choices = choices.filter { $0.range == range }
    let texts = choices.map(\.text)
    let common = Self.commonPrefix(texts)
    let goesOn = texts.count == 1 || (common.hasPrefix(typed) && common != typed)
    if !texts.isEmpty, goesOn {
      after = String(decoding: bytes[end...], as: UTF8.self)
      self.line = String(decoding: bytes[..<start], as: UTF8.self) + common + after
      listing = []
    } else {
      after = String(decoding: bytes[min(max(0, cursor), bytes.count)...], as: UTF8.self)
      self.line = line
      listing = choices.map(\.shown)
    }
  }

  private static func commonPrefix(_ texts: [String]) -> String {
    guard var common = texts.first.map({ Array($0.unicodeScalars) }) else { return "" }
    for text in texts.dropFirst() {
      let same = zip(common, text.unicodeScalars).prefix { $0 == $1 }.count
      common.removeSubrange(same...)
    }
    var prefix = String.UnicodeScalarView()
    prefix.append(contentsOf: common)
    return String(prefix)
  }

  /// The most choices that are listed.
  private static let limit = 120

  /// The choices in columns, read downwards, by display width.
  static func columns(_ choices: [String], width: Int) -> String {
    let shown = Array(choices.prefix(limit))
    let widest = (shown.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let across = max(1, width / max(1, widest))
    let down = (shown.count + across - 1) / across
    var text = ""
    for row in 0..<down {
      for index in stride(from: row, to: shown.count, by: down) {
        let padding = index + down < shown.count ? widest - DisplayWidth.of(shown[index]) : 0
        text += shown[index] + String(repeating: " ", count: padding)
      }
      text += "\n"
    }
    let more = choices.count - shown.count
    return more > 0 ? text + "… and \(more) more\n" : text
  }
}
