import Accounts

/// Tells what a row stands for by its label.
enum RowLabels {
  /// The role of a row without a code in a 总表.
  static func role(of label: GlyphSlice, income: Bool) -> RowRole {
    let name = withoutNumeral(label)
    if let total = totals.first(beginning: name) { return totalRoles[total] }
    guard income else { return .功能类 }
    return incomeItems.first(beginning: name).map { incomeRoles[$0] } ?? .其他
  }

  /// Whether the label is 合计 alone, 栏次 apart.
  static func isTotal(_ label: GlyphSlice) -> Bool { sums.hold(label) }

  /// Whether a cell is part of the form and no row's label: 栏次, 类 款 项.
  static func isFormWord(_ text: GlyphSlice) -> Bool {
    formWords.hold(text)
      || !text.isEmpty && text.count <= 8 && text.units.allSatisfy(levels.contains)
  }

  /// How many characters the 栏次 take that a merged cell left before a label.
  static func formWordLength(in label: GlyphSlice) -> Int {
    guard let lead = leads.first(beginning: label), label.count > leads[lead].count else {
      return 0
    }
    return leads[lead].count
  }

  /// Whether the text begins a row's label in a 总表: a numeral or one of the closing rows.
  static func startsRow(_ text: GlyphSlice) -> Bool {
    Headings.sectionNumber(of: text) != nil || totals.first(beginning: text) != nil
      || funds.first(beginning: text) != nil
      || text.count > 3 && funds.contains { GlyphSlice($0).units.starts(with: text.units) }
  }

  /// Whether a row of a 总表 stands on the 收入 side, by its label alone.
  static func isIncome(_ label: GlyphSlice) -> Bool {
    switch role(of: label, income: true) {
    case .其他, .本年支出合计, .结余分配, .年末结转和结余, .总计: false
    default: !label.hasSuffix(outlay)
    }
  }

  private static func withoutNumeral(_ label: GlyphSlice) -> GlyphSlice {
    guard Headings.sectionNumber(of: label) != nil,
      let end = label.units.firstIndex(where: { $0 == Mark.pause || $0 == Mark.comma })
    else { return label }
    return GlyphSlice(label.units[(end + 1)...])
  }

  private static let sums: GlyphWords = ["合计", "总计", "本年合计"]
  private static let formWords: GlyphWords = ["栏次", "行次", "编码"]
  private static let levels = Glyphs("类款项、/").units
  private static let leads: GlyphWords = ["栏次", "类款项"]
  private static let outlay: Glyphs = "支出"

  private static let totals: GlyphWords = [
    "本年收入合计", "本年支出合计", "使用非财政拨款结余", "用事业基金弥补", "结余分配", "年初财政拨款结转和结余",
    "年末财政拨款结转和结余", "年初结转和结余", "年末结转和结余", "年初结转结余", "年末结转结余",
    "总计", "收入总计", "支出总计",
  ]
  private static let totalRoles: [RowRole] = [
    .本年收入合计, .本年支出合计, .使用非财政拨款结余, .使用非财政拨款结余, .结余分配, .年初结转和结余,
    .年末结转和结余, .年初结转和结余, .年末结转和结余, .年初结转和结余, .年末结转和结余,
    .总计, .总计, .总计,
  ]
  private static let funds: GlyphWords = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
  private static let incomeItems: GlyphWords = [
    "一般公共预算", "政府性基金", "国有资本经营", "上级补助收入", "事业收入", "经营收入", "附属单位", "其他收入", "财政拨款收入",
  ]
  private static let incomeRoles: [RowRole] = [
    .一般公共预算财政拨款收入, .政府性基金预算财政拨款收入, .国有资本经营预算财政拨款收入, .上级补助收入, .事业收入,
    .经营收入, .附属单位上缴收入, .其他收入, .一般公共预算财政拨款收入,
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
      return RowLabels.role(of: GlyphSlice(Glyphs(row.label)), income: income)
    case .一般公共预算财政拨款基本支出决算表:
      if !row.code.isEmpty { return .经济科目 }
      if row.label.begins(with: "人员经费") { return .人员经费合计 }
      if row.label.begins(with: "公用经费") { return .公用经费合计 }
      return isTotal(row) ? .合计 : .其他
    default:
      if !row.code.isEmpty { return .功能科目 }
      return isTotal(row) ? .合计 : .其他
    }
  }

  private func isTotal(_ row: Row) -> Bool { RowLabels.isTotal(GlyphSlice(Glyphs(row.label))) }

  private static let carryover: [RowRole: RowRole] = [
    .一般公共预算财政拨款收入: .一般公共预算年初结转, .政府性基金预算财政拨款收入: .政府性基金年初结转,
    .国有资本经营预算财政拨款收入: .国有资本经营年初结转,
  ]
}
