import Accounts

extension Evidence {
  /// The amounts that the prose gives for the columns of 表2, 表3 and 表7:
  /// `其他收入 0.08 万元`, `公务用车运行费支出决算为 4.55 万元`.
  init(_ document: Document, _ outline: Outline) {
    self.init()
    guard let last = outline.tables.last?.body.upperBound else { return }
    let end = min(document.lines.count, last + 1_000)
    guard last < end else { return }
    var text: [UInt8] = []
    for line in document.lines[last..<end] { text += document.squeezed(line).utf8 }
    for (name, roles) in Self.named {
      for amount in Self.amounts(after: name, in: text) {
        for role in roles { add(amount, for: role) }
      }
    }
  }

  /// The names that stand before an amount in the prose, and the columns they speak of.
  private static let named: [(name: [UInt8], roles: [ColumnRole])] = {
    let tables: [StandardTable] = [.收入决算表, .支出决算表, .三公经费支出决算表]
    var result: [([UInt8], [ColumnRole])] = []
    for form in tables.flatMap({ $0.forms[0] })
    where form.role != .合计 && !form.role.rawValue.hasPrefix("预算") && form.role != .决算合计 {
      // The short names, such as 运行费, are parts of others.
      let names =
        form.role == .决算公务用车
        ? form.groups[1] : form.names.filter { $0.count > 3 && !$0.hasPrefix("运行") }
      for name in names.flatMap({ [$0, $0.replacing("(", with: "（").replacing(")", with: "）")] }) {
        result.append((Array(name.utf8), [form.role]))
      }
    }
    let official = "“三公”经费财政拨款"
    result.append((Array("\(official)年初预算".utf8), [.预算合计]))
    return result
  }()

  /// Numbers of 万元 that come after a name with at most a few words between.
  private static func amounts(after name: [UInt8], in text: [UInt8]) -> [Int64] {
    var result: [Int64] = []
    var index = 0
    while index + name.count < text.count {
      guard text[index] == name[0], text[index..<index + name.count].elementsEqual(name) else {
        index += 1
        continue
      }
      index += name.count
      if let amount = amount(near: index, in: text) { result.append(amount) }
    }
    return result
  }

  private static func amount(near start: Int, in text: [UInt8]) -> Int64? {
    let stops: Set<[UInt8]> = [Array("。".utf8), Array("；".utf8), Array("，".utf8)]
    var index = start
    while index < text.count, !(0x30...0x39).contains(text[index]) {
      if index + 3 <= text.count, stops.contains(Array(text[index..<index + 3])) { return nil }
      index += 1
      if index > start + 36 { return nil }
    }
    guard let token = TokenCount.tokens(in: index..<min(text.count, index + 24), of: text).first,
      text[token.upperBound...].starts(with: "万元".utf8)
    else { return nil }
    return PrintedNumber(String(decoding: text[token], as: UTF8.self))?.scaled(to: 6)
  }
}
