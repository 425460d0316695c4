import Accounts

/// The words printed for a heading, the usual ones first.
struct HeadingForm: ExpressibleByArrayLiteral, Equatable, Sendable {
  let names: [String]
  /// The same, folded.
  let words: [Glyphs]

  init(arrayLiteral names: String...) {
    self.names = names
    words = names.map { Glyphs($0) }
  }

  static func == (a: Self, b: Self) -> Bool { a.words == b.words }
}

/// How the Ministry's form names a value column: its role, the words printed for it and those
/// of the headings above it.
struct ColumnForm: Sendable {
  var role: ColumnRole
  var heading: HeadingForm
  /// The headings above, outermost first.
  var groups: [HeadingForm] = []
  /// How unusual a number in this column is; weighed where arithmetic leaves a choice.
  var rarity = 0
}

/// A column that is the signed sum of others, by index: 合计 = 基本 + 项目.
struct ColumnSum: Sendable {
  var total: Int
  var terms: [(sign: Int64, column: Int)]
}

extension StandardTable {
  /// The value columns of each side, in printed order.
  var forms: [[ColumnForm]] { Self.allForms[Int(rawValue) - 1] }

  private static let allForms = allCases.map { forms(of: $0) }

  private static func forms(of table: StandardTable) -> [[ColumnForm]] {
    let amount: HeadingForm = ["决算数", "金额"]
    switch table {
    case .收入支出决算总表: return Array(repeating: [ColumnForm(role: .决算数, heading: amount)], count: 2)
    case .收入决算表: return [incomeForms]
    case .支出决算表: return [outlayForms]
    case .财政拨款收入支出决算总表:
      return [
        [ColumnForm(role: .决算数, heading: amount)],
        fundForms.map {
          ColumnForm(role: $0.role, heading: $0.heading, groups: [amount], rarity: $0.rarity)
        },
      ]
    case .一般公共预算财政拨款支出决算表: return [kindForms(under: ["本年支出"])]
    case .国有资本经营预算财政拨款支出决算表:
      return [kindForms(under: ["本年支出"], basicRarity: 1)]
    case .一般公共预算财政拨款基本支出决算表: return [[ColumnForm(role: .决算数, heading: amount)]]
    case .三公经费支出决算表: return [officialForms]
    case .政府性基金预算财政拨款收入支出决算表:
      return [
        [
          ColumnForm(role: .年初结转和结余, heading: ["年初结转和结余", "年初结转结余"], rarity: 1),
          ColumnForm(role: .本年收入, heading: ["本年收入"]),
        ] + kindForms(under: ["本年支出"], basicRarity: 1) + [
          ColumnForm(role: .年末结转和结余, heading: ["年末结转和结余", "年末结转结余"])
        ]
      ]
    }
  }

  /// What the columns of a side add up to.
  var columnSums: [ColumnSum] { Self.allColumnSums[Int(rawValue) - 1] }

  private static let allColumnSums = allCases.map { columnSums(of: $0) }

  private static func columnSums(of table: StandardTable) -> [ColumnSum] {
    switch table {
    case .收入支出决算总表, .一般公共预算财政拨款基本支出决算表: []
    case .收入决算表: [ColumnSum(total: 0, terms: (1...6).map { (1, $0) })]
    case .支出决算表: [ColumnSum(total: 0, terms: (1...5).map { (1, $0) })]
    case .财政拨款收入支出决算总表: [ColumnSum(total: 0, terms: (1...3).map { (1, $0) })]
    case .一般公共预算财政拨款支出决算表, .国有资本经营预算财政拨款支出决算表:
      [ColumnSum(total: 0, terms: [(1, 1), (1, 2)])]
    case .三公经费支出决算表:
      [
        ColumnSum(total: 0, terms: [(1, 1), (1, 2), (1, 5)]),
        ColumnSum(total: 2, terms: [(1, 3), (1, 4)]),
        ColumnSum(total: 6, terms: [(1, 7), (1, 8), (1, 11)]),
        ColumnSum(total: 8, terms: [(1, 9), (1, 10)]),
      ]
    case .政府性基金预算财政拨款收入支出决算表:
      [
        ColumnSum(total: 2, terms: [(1, 3), (1, 4)]),
        ColumnSum(total: 5, terms: [(1, 0), (1, 1), (-1, 2)]),
      ]
    }
  }

  private static let incomeForms = [
    ColumnForm(role: .合计, heading: ["本年收入合计", "收入合计", "合计"]),
    ColumnForm(role: .财政拨款收入, heading: ["财政拨款收入"]),
    ColumnForm(role: .上级补助收入, heading: ["上级补助收入"], rarity: 3),
    ColumnForm(role: .事业收入, heading: ["事业收入"], rarity: 2),
    ColumnForm(role: .经营收入, heading: ["经营收入"], rarity: 3),
    ColumnForm(role: .附属单位上缴收入, heading: ["附属单位上缴收入", "附属单位缴款"], rarity: 4),
    ColumnForm(role: .其他收入, heading: ["其他收入"], rarity: 1),
  ]
  private static let outlayForms = [
    ColumnForm(role: .合计, heading: ["本年支出合计", "支出合计", "合计"]),
    ColumnForm(role: .基本支出, heading: ["基本支出"]),
    ColumnForm(role: .项目支出, heading: ["项目支出"]),
    ColumnForm(role: .上缴上级支出, heading: ["上缴上级支出"], rarity: 4),
    ColumnForm(role: .经营支出, heading: ["经营支出"], rarity: 3),
    ColumnForm(role: .对附属单位补助支出, heading: ["对附属单位补助支出", "对附属单位补助"], rarity: 4),
  ]
  private static let fundForms = [
    ColumnForm(role: .合计, heading: ["小计", "合计"]),
    ColumnForm(role: .一般公共预算, heading: ["一般公共预算财政拨款", "一般公共预算"]),
    ColumnForm(role: .政府性基金, heading: ["政府性基金预算财政拨款", "政府性基金财政拨款", "政府性基金预算"], rarity: 1),
    ColumnForm(
      role: .国有资本经营, heading: ["国有资本经营预算财政拨款", "国有资本经营财政拨款", "国有资本经营预算"], rarity: 2),
  ]

  /// 小计, 基本支出, 项目支出. The funds of 表8 and 表9 pay for projects, as a rule.
  private static func kindForms(
    under group: HeadingForm, basicRarity: Int = 0
  ) -> [ColumnForm] {
    [
      ColumnForm(role: .合计, heading: ["小计", "合计", "本年支出合计"], groups: [group]),
      ColumnForm(role: .基本支出, heading: ["基本支出"], groups: [group], rarity: basicRarity),
      ColumnForm(role: .项目支出, heading: ["项目支出"], groups: [group]),
    ]
  }

  private static let officialForms: [ColumnForm] = {
    let cars: HeadingForm = ["公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行维护费"]
    let items: [(HeadingForm, Bool, Int)] = [
      (["合计"], false, 0), (["因公出国(境)费", "因公出国(境)费用", "因公出国费"], false, 1),
      (["小计", "合计"], true, 0), (["公务用车购置费", "购置费"], true, 2),
      (["公务用车运行维护费", "公务用车运行费", "运行维护费", "运行费"], true, 0),
      (["公务接待费", "公务接待"], false, 0),
    ]
    let roles = StandardTable.三公经费支出决算表.columns
    let halves: [HeadingForm] = [["预算数"], ["决算数"]]
    return halves.enumerated().flatMap { half, heading in
      items.enumerated().map { index, item in
        ColumnForm(
          role: roles[half * 6 + index], heading: item.0,
          groups: [heading] + (item.1 ? [cars] : []), rarity: item.2)
      }
    }
  }()
}
