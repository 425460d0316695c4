/// Random numbers from a seed (SplitMix64), so that a failing report can be made again.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  mutating func pick<T>(_ items: [T]) -> T { items.randomElement(using: &self)! }
  mutating func amount(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// The accounts of a department that does not exist. Amounts are in hundredths of the unit.
struct FictitiousAccounts {
  /// A 项 with its amounts; 其他收入 pays for what is not fiscal.
  struct Item {
    var code: String
    var names: [String]
    var basic = 0
    var project = 0
    var other = 0
    var fund = false
    var outlay: Int { basic + project }
  }

  var items: [Item] = []
  /// By code of 表6.
  var economic: [String: Int] = [:]
  var carriedOver = 0
  /// 因公出国, 购置, 运行, 接待.
  var officialBudget = [0, 0, 0, 0]
  var official = [0, 0, 0, 0]

  init(_ random: inout Seeded, scale: Int) {
    for (code, names) in Self.subjects where random.chance(60) || code == "2010301" {
      var item = Item(code: code, names: names)
      let kind = code == "2010301" ? 0 : random.amount(0...4)
      if kind <= 1 || kind == 4 { item.basic = random.amount(100...90_000) * scale }
      if kind >= 2 { item.project = random.amount(100...150_000) * scale }
      item.fund = code.hasPrefix("212")
      if item.fund { (item.basic, item.project) = (0, item.basic + item.project) }
      if item.project > 2_000, !item.fund, random.chance(15) {
        item.other = min(item.project / 2, random.amount(8...900) * scale)
      }
      items.append(item)
    }
    if random.chance(60) { carriedOver = random.amount(5...9_000) * scale }
    spend(basic, &random)
    spendOfficial(&random, scale: scale)
  }

  /// Parts the 基本支出 of the fiscal money over the economic items.
  private mutating func spend(_ total: Int, _ random: inout Seeded) {
    var rest = total
    let chosen = Self.economicItems.filter { $0.code.count == 5 && random.chance(55) }
    for item in chosen.dropLast() where rest > 200 {
      let amount = random.amount(1...max(1, rest / 4))
      economic[item.code] = amount
      rest -= amount
    }
    economic["30101", default: 0] += rest
  }

  private mutating func spendOfficial(_ random: inout Seeded, scale: Int) {
    for index in 0..<4 where random.chance(index == 1 ? 10 : 55) {
      officialBudget[index] = random.amount(20...3_000) * scale
      if random.chance(75) {
        official[index] = random.amount(1...(officialBudget[index] / scale)) * scale
      }
    }
  }

  var total: Int { items.reduce(0) { $0 + $1.outlay } }
  /// Fiscal 基本支出.
  var basic: Int { items.reduce(0) { $0 + $1.basic } }
  var other: Int { items.reduce(0) { $0 + $1.other } }
  var fund: Int { items.reduce(0) { $0 + ($1.fund ? $1.outlay : 0) } }

  /// The rows 合计 > 类 > 款 > 项 of a table over some items.
  func rows(_ keep: (Item) -> Bool = { _ in true }) -> [(code: String, name: String, of: [Item])] {
    let kept = items.filter(keep)
    var result: [(String, String, [Item])] = [("", "合计", kept)]
    for length in [3, 5, 7] {
      for code in Set(kept.map { String($0.code.prefix(length)) }) {
        let below = kept.filter { $0.code.hasPrefix(code) }
        result.append((code, below[0].names[(length - 3) / 2], below))
      }
    }
    return result.sorted { $0.0 < $1.0 }
  }

  static let subjects: [(String, [String])] = [
    ("2010301", ["一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行"]),
    ("2010302", ["一般公共服务支出", "政府办公厅（室）及相关机构事务", "一般行政管理事务"]),
    ("2010399", ["一般公共服务支出", "政府办公厅（室）及相关机构事务", "其他政府办公厅（室）及相关机构事务支出"]),
    ("2013105", ["一般公共服务支出", "党委办公厅（室）及相关机构事务", "专项业务"]),
    ("2080501", ["社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休"]),
    ("2080505", ["社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"]),
    ("2080801", ["社会保障和就业支出", "抚恤", "死亡抚恤"]),
    ("2100410", ["卫生健康支出", "公共卫生", "突发公共卫生事件应急处理"]),
    ("2101101", ["卫生健康支出", "行政事业单位医疗", "行政单位医疗"]),
    ("2101103", ["卫生健康支出", "行政事业单位医疗", "公务员医疗补助"]),
    ("2120899", ["城乡社区支出", "国有土地使用权出让收入安排的支出", "其他国有土地使用权出让收入安排的支出"]),
    ("2210201", ["住房保障支出", "住房改革支出", "住房公积金"]),
    ("2210203", ["住房保障支出", "住房改革支出", "购房补贴"]),
  ]
  static let classes: [(code: String, name: String)] = [
    ("201", "一般公共服务支出"), ("202", "外交支出"), ("203", "国防支出"), ("204", "公共安全支出"), ("205", "教育支出"),
    ("206", "科学技术支出"), ("207", "文化旅游体育与传媒支出"), ("208", "社会保障和就业支出"), ("210", "卫生健康支出"),
    ("211", "节能环保支出"), ("212", "城乡社区支出"), ("213", "农林水支出"), ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"), ("216", "商业服务业等支出"), ("217", "金融支出"), ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"), ("221", "住房保障支出"), ("222", "粮油物资储备支出"),
    ("223", "国有资本经营预算支出"), ("224", "灾害防治及应急管理支出"), ("229", "其他支出"),
    ("231", "债务还本支出"), ("232", "债务付息支出"), ("234", "抗疫特别国债安排的支出"),
  ]
  static let economicItems: [(code: String, name: String)] = [
    ("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30106", "伙食补助费"),
    ("30108", "机关事业单位基本养老保险缴费"), ("30110", "职工基本医疗保险缴费"), ("30113", "住房公积金"),
    ("303", "对个人和家庭的补助"), ("30302", "退休费"), ("30304", "抚恤金"), ("30399", "其他对个人和家庭的补助"),
    ("302", "商品和服务支出"), ("30201", "办公费"), ("30202", "印刷费"), ("30206", "电费"), ("30211", "差旅费"),
    ("30226", "劳务费"), ("30228", "工会经费"), ("30239", "其他交通费用"), ("30240", "税金及附加费用"),
    ("30299", "其他商品和服务支出"), ("307", "债务利息及费用支出"), ("30703", "国内债务发行费用"), ("310", "资本性支出"),
    ("31002", "办公设备购置"), ("31007", "信息网络及软件购置更新"), ("399", "其他支出"),
    ("39908", "对民间非营利组织和群众性自治组织补贴"),
  ]
}
