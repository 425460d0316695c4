/// What a passage is about. The raw values are the words of relation 说明数.
enum Topic: String, Sendable, CaseIterable {
  case 单位构成, 人员构成, 编制
  case 收支总计, 收入, 收入明细, 支出, 支出明细
  case 财政拨款收支总计, 财政拨款支出, 财政拨款支出结构
  case 一般公共预算财政拨款支出, 分类预决算, 项目支出用途
  case 基本支出, 人员经费, 公用经费
  case 三公经费, 三公经费单位范围
  case 政府性基金预算, 国有资本经营预算
  case 机关运行经费, 政府采购, 车辆, 设备
  case 绩效自评工作, 部门整体自评, 项目自评, 绩效结果应用
  case 其他

  /// The topic of this name.
  static func named(_ name: String) -> Topic? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

// By the case: an enumeration with names hashes them, and compares them for `!=`.
extension Topic {
  static func != (a: Topic, b: Topic) -> Bool { !(a == b) }

  func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
  }
}

/// Headings and sentences that open a topic.
struct TopicOpening {
  /// All of these stand in the heading.
  var words: [Glyphs]
  /// None of these does.
  var without: [Glyphs] = []
  var topic: Topic

  /// The topic that a heading opens: the first whose words it has.
  static func topic(of heading: GlyphSlice) -> Topic? { headings.topic(of: heading) }

  /// The topic that a sentence names, whatever heading it stands under.
  static func topic(ofSentence sentence: GlyphSlice) -> Topic? {
    sentences.topic(of: sentence)
  }

  private static let headings = TopicOpenings([
    TopicOpening(words: ["人员构成"], topic: .人员构成),
    TopicOpening(words: ["人员情况"], topic: .人员构成),
    TopicOpening(words: ["单位构成"], topic: .单位构成),
    TopicOpening(words: ["机构设置"], topic: .单位构成),
    TopicOpening(words: ["三公", "单位范围"], topic: .三公经费单位范围),
    TopicOpening(words: ["三公"], topic: .三公经费),
    TopicOpening(words: ["政府性基金"], topic: .政府性基金预算),
    TopicOpening(words: ["国有资本经营"], topic: .国有资本经营预算),
    TopicOpening(words: ["财政拨款收入支出", "总体"], topic: .财政拨款收支总计),
    TopicOpening(words: ["收入支出", "总体"], topic: .收支总计),
    TopicOpening(words: ["基本支出"], topic: .基本支出),
    TopicOpening(words: ["支出决算总体情况"], topic: .财政拨款支出),
    TopicOpening(words: ["支出决算结构情况"], topic: .财政拨款支出结构),
    TopicOpening(words: ["支出决算具体情况"], topic: .一般公共预算财政拨款支出),
    TopicOpening(words: ["一般公共预算财政拨款支出"], topic: .财政拨款支出),
    TopicOpening(words: ["机关运行经费"], topic: .机关运行经费),
    TopicOpening(words: ["政府采购"], topic: .政府采购),
    TopicOpening(words: ["国有资产"], topic: .车辆),
    TopicOpening(words: ["收入决算"], topic: .收入),
    TopicOpening(words: ["支出决算"], topic: .支出),
    TopicOpening(words: ["结果应用"], topic: .绩效结果应用),
    TopicOpening(words: ["整体", "自评"], topic: .部门整体自评),
    TopicOpening(words: ["整体", "绩效"], topic: .部门整体自评),
    TopicOpening(words: ["项目", "自评结果"], topic: .项目自评),
    TopicOpening(words: ["预算绩效"], topic: .绩效自评工作),
    TopicOpening(words: ["绩效自评工作"], topic: .绩效自评工作),
  ])

  private static let sentences = TopicOpenings([
    TopicOpening(words: ["主要用于以下方面"], topic: .财政拨款支出结构),
    TopicOpening(words: ["财政拨款支出", "占本年支出合计"], topic: .财政拨款支出),
    TopicOpening(
      words: ["一般公共预算财政拨款支出", "年初预算"], without: ["三公"],
      topic: .一般公共预算财政拨款支出),
    TopicOpening(
      words: ["一般公共预算财政拨款支出", "支出决算"], without: ["三公"],
      topic: .一般公共预算财政拨款支出),
    TopicOpening(words: ["一般公共预算财政拨款基本支出", "人员经费"], topic: .基本支出),
    TopicOpening(words: ["\"三公\"经费", "年初预算"], topic: .三公经费),
    TopicOpening(words: ["支出合计", "其中:基本支出"], without: ["财政拨款"], topic: .支出),
    TopicOpening(words: ["绩效自评", "综述"], topic: .项目自评),
    TopicOpening(words: ["整体支出绩效自评"], topic: .部门整体自评),
  ])
}

/// Openings in the order in which they are preferred, their words looked for together.
private struct TopicOpenings: Sendable {
  private let words: GlyphWords
  private let entries: [(needed: WordSet, barred: WordSet, topic: Topic)]

  init(_ openings: [TopicOpening]) {
    var words: [Glyphs] = []
    func set(_ own: [Glyphs]) -> WordSet {
      own.reduce(into: WordSet()) { set, word in
        if !words.contains(word) { words.append(word) }
        set.insert(words.firstIndex(of: word)!)
      }
    }
    entries = openings.map { (set($0.words), set($0.without), $0.topic) }
    self.words = GlyphWords(words)
  }

  /// The topic of the first opening that the text has.
  func topic(of text: GlyphSlice) -> Topic? {
    let found = words.set(in: text)
    if found.isEmpty { return nil }
    return entries.first { $0.needed.isSubset(of: found) && $0.barred.isDisjoint(with: found) }?
      .topic
  }
}
