import Accounts
import Text

/// Tells what a row stands for by its label.
enum RowLabels {
  /// The role of a row without a code in a 总表.
  static func role(of label: String, income: Bool) -> RowRole {
    let key = withoutNumeral(folded(label))
    if let role = totals.first(where: { key.begins(with: $0.word) })?.role { return role }
    guard income else { return .功能类 }
    return incomeItems.first { key.begins(with: $0.word) }?.role ?? .其他
  }

  /// Whether the label is 合计 alone, 栏次 apart.
  static func isTotal(_ label: String) -> Bool { ["合计", "总计", "本年合计"].contains(label) }

  /// Whether a cell is part of the form and no row's label: 栏次, 类 款 项.
  static func isFormWord(_ text: String) -> Bool {
    text == "栏次" || text == "行次" || text == "编码"
      || !text.isEmpty && text.utf8.count <= 24 && text.unicodeScalars.allSatisfy(isLevel)
  }

  private static func isLevel(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "类", "款", "项", "、", "/": true
    default: false
    }
  }

  /// A label without the 栏次 that a merged cell left before it.
  static func cleaned(_ text: String) -> String {
    var label = Substring(text)
    for word in ["栏次", "类款项"] where label.begins(with: word) && label.count > word.count {
      label = label.dropFirst(word.count)
    }
    return String(label)
  }

  /// Whether the text begins a row's label in a 总表: a numeral or one of the closing rows.
  static func startsRow(_ text: String) -> Bool {
    Headings.sectionNumber(of: text) != nil
      || totals.contains { text.begins(with: $0.word) }
      || fundRows.contains { text.begins(with: $0) || text.count > 3 && $0.begins(with: text) }
  }

  /// Whether a row of a 总表 stands on the 收入 side, by its label alone.
  static func isIncome(_ label: String) -> Bool {
    switch role(of: label, income: true) {
    case .其他, .本年支出合计, .结余分配, .年末结转和结余, .总计: false
    default: !label.ends(with: "支出")
    }
  }

  private static func withoutNumeral(_ key: String) -> Substring {
    guard let comma = key.prefix(5).firstIndex(of: ","),
      Headings.number(key[..<comma].unicodeScalars) != nil
    else { return key[...] }
    return key[key.index(after: comma)...]
  }

  private static let totals: [(word: String, role: RowRole)] = [
    ("本年收入合计", .本年收入合计), ("本年支出合计", .本年支出合计),
    ("使用非财政拨款结余", .使用非财政拨款结余), ("用事业基金弥补", .使用非财政拨款结余),
    ("结余分配", .结余分配), ("年初财政拨款结转和结余", .年初结转和结余),
    ("年末财政拨款结转和结余", .年末结转和结余), ("年初结转和结余", .年初结转和结余),
    ("年末结转和结余", .年末结转和结余), ("年初结转结余", .年初结转和结余), ("年末结转结余", .年末结转和结余),
    ("总计", .总计), ("收入总计", .总计), ("支出总计", .总计),
  ]
  private static let fundRows = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
  private static let incomeItems: [(word: String, role: RowRole)] = [
    ("一般公共预算", .一般公共预算财政拨款收入), ("政府性基金", .政府性基金预算财政拨款收入),
    ("国有资本经营", .国有资本经营预算财政拨款收入), ("上级补助收入", .上级补助收入),
    ("事业收入", .事业收入), ("经营收入", .经营收入), ("附属单位", .附属单位上缴收入),
    ("其他收入", .其他收入), ("财政拨款收入", .一般公共预算财政拨款收入),
  ]
}

extension TableSheet {
  /// Gives every row its role. In 表4 the three funds come twice on the 收入 side: as this
  /// year's income and, below 年初结转, as its parts.
  mutating func assignRoles() {
    for side in sides.indices {
      let income = sides[side].name == "收入"
      var seenCarryover = false
      for row in sides[side].rows.indices {
        let entry = sides[side].rows[row]
        var role = plainRole(of: entry, income: income)
        if table == .财政拨款收入支出决算总表, income {
          if seenCarryover { role = Self.carryover[role] ?? role }
          seenCarryover = seenCarryover || role == .年初结转和结余
        }
        sides[side].rows[row].role = role
      }
    }
  }

  private func plainRole(of row: Row, income: Bool) -> RowRole {
    switch table {
    case .三公经费支出决算表: return .三公
    case .收入支出决算总表, .财政拨款收入支出决算总表:
      return RowLabels.role(of: row.label, income: income)
    case .一般公共预算财政拨款基本支出决算表:
      if row.label.begins(with: "人员经费") && row.code.isEmpty { return .人员经费合计 }
      if row.label.begins(with: "公用经费") && row.code.isEmpty { return .公用经费合计 }
      return row.code.isEmpty ? (RowLabels.isTotal(row.label) ? .合计 : .其他) : .经济科目
    default:
      if !row.code.isEmpty { return .功能科目 }
      return RowLabels.isTotal(row.label) ? .合计 : .其他
    }
  }

  private static let carryover: [RowRole: RowRole] = [
    .一般公共预算财政拨款收入: .一般公共预算年初结转, .政府性基金预算财政拨款收入: .政府性基金年初结转,
    .国有资本经营预算财政拨款收入: .国有资本经营年初结转,
  ]
}
