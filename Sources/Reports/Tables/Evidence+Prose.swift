import Accounts

extension Evidence {
  /// The amounts that the prose gives for the columns of 表2, 表3 and 表7:
  /// `其他收入 0.08 万元`, `公务用车运行费支出决算为 4.55 万元`.
  init(_ document: Document, _ outline: Outline) {
    self.init()
    guard let last = outline.tables.last?.body.upperBound else { return }
    let told = outline.parts.flatMap(\.sections).filter { $0.body.lowerBound >= last }
    let end =
      told.first { $0.number == 7 }?.body.upperBound ?? min(document.lines.count, last + 400)
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
    where form.role != .合计 && !form.role.rawValue.begins(with: "预算") && form.role != .决算合计 {
      // The short names, such as 运行费, are parts of others.
      let names =
        form.role == .决算公务用车
        ? form.groups[1] : form.names.filter { $0.count > 3 && !$0.begins(with: "运行") }
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
    var start = 0
    while let found = offset(of: name, in: text, from: start) {
      start = found + name.count
      if let amount = amount(near: start, in: text) { result.append(amount) }
    }
    return result
  }

  private static func offset(of name: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    text.withUnsafeBufferPointer { text in
      name.withUnsafeBufferPointer { name in
        UnsafeBufferPointer(rebasing: text[start...]).firstOffset(of: name).map { $0 + start }
      }
    }
  }

  private static func amount(near start: Int, in text: [UInt8]) -> Int64? {
    var index = start
    while index < text.count, !(0x30...0x39).contains(text[index]) {
      if isStop(at: index, in: text) || index > start + 36 { return nil }
      index += 1
    }
    guard let token = TokenCount.tokens(in: index..<min(text.count, index + 24), of: text).first,
      text[token.upperBound...].starts(with: "万元".utf8)
    else { return nil }
    return PrintedNumber(String(decoding: text[token], as: UTF8.self))?.scaled(to: 6)
  }

  /// Whether 。 or ， or ； stands at `index`.
  private static func isStop(at index: Int, in text: [UInt8]) -> Bool {
    guard index + 2 < text.count else { return true }
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9B): return true
    default: return false
    }
  }
}
