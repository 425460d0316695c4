import Accounts

/// The names that stand in the places where reports name their department.
struct NameEvidence {
  /// The prose and the table headers, folded.
  let text: Glyphs
  /// Names found in the standard sentences and over tables, in order, each once.
  let slots: [DepartmentName]
  /// Whether an amount is left open, as in the official template.
  private let hasBlank: Bool

  init(_ document: Document, prose: Glyphs) {
    var found: [DepartmentName] = []
    func add(_ units: ArraySlice<UInt16>) {
      guard units.count >= 4, units.count <= 40, !units.contains(where: Mark.endsClause) else {
        return
      }
      let name = DepartmentName(Glyphs(units: Array(units)))
      if !found.contains(name), name.glyphs.count >= 4 { found.append(name) }
    }
    let words = Self.standing(in: prose.units)
    Self.forEachSentence(of: words.filter { $0.word < Self.blanks.lowerBound }, in: prose.units) {
      Self.names(in: $0, $1, add)
    }
    Self.labelled(in: document, add)
    text = prose
    slots = found
    hasBlank = words.contains { Self.blanks.contains($0.word) }
  }

  /// Whether amounts are left open, as in the official template, and next to none is filled
  /// in: a report may have kept a sentence of the template.
  var isPlaceholder: Bool {
    hasBlank && amounts < 3
  }

  /// How many amounts of money the prose prints.
  private var amounts: Int {
    text.units.indices.dropFirst().count { index in
      text.units[index] == 0x4E07 && Mark.isDigit(text.units[index - 1])
    }
  }

  /// Whether the prose gives the totals of final accounts, whatever became of the headings.
  var speaksOfTotals: Bool {
    Self.totals.occur(in: GlyphSlice(text))
  }

  private static let totals: GlyphWords = ["收、支总计", "收支总计", "收入支出总计"]

  /// The first name found, for a report without a cover and part headings.
  var firstNamed: Glyphs { slots.first?.glyphs ?? Glyphs() }

  /// Those of the names that the prose prints.
  func printed(of names: [DepartmentName]) -> [DepartmentName] {
    let names = names.filter { !$0.glyphs.isEmpty }
    var isPrinted = [Bool](repeating: false, count: names.count)
    GlyphWords(names.map(\.glyphs)).forEach(in: text.units.span) { name, _ in
      isPrinted[name] = true
    }
    return names.indices.filter { isPrinted[$0] }.map { names[$0] }
  }

  /// The fullest name in the prose that ends in `short`.
  func fullest(endingIn short: DepartmentName) -> DepartmentName? {
    slots.filter { !$0.isShort && GlyphSlice($0.glyphs).hasSuffix(short.glyphs) }
      .max { $0.glyphs.count < $1.glyphs.count }
  }

  // MARK: Slots

  /// A word of the standard sentences, and where it begins first in its sentence.
  private typealias Standing = (word: Int, index: Int)

  /// The words in the prose, from first to last.
  private static func standing(in prose: [UInt16]) -> [Standing] {
    var found: [Standing] = []
    words.forEach(in: prose.span) { found.append(($0, $1)) }
    return found
  }

  /// Gives the sentences in which names may stand, with their words in order.
  private static func forEachSentence(
    of found: [Standing], in prose: [UInt16], _ body: (ArraySlice<UInt16>, [Standing]) -> Void
  ) {
    var rest = found[...]
    while let first = rest.first {
      let start = prose[..<first.index].lastIndex(of: Mark.fullStop).map { $0 + 1 } ?? 0
      let end = prose[first.index...].firstIndex(of: Mark.fullStop) ?? prose.count
      var words: [Standing] = []
      while let next = rest.first, next.index < end {
        if !words.contains(where: { $0.word == next.word }) { words.append(next) }
        rest.removeFirst()
      }
      body(prose[start..<end], words.sorted { $0.word < $1.word })
    }
  }

  /// Names before and after the words that stand beside them in the standard sentences.
  private static func names(
    in sentence: ArraySlice<UInt16>, _ words: [Standing], _ add: (ArraySlice<UInt16>) -> Void
  ) {
    for (word, index) in words {
      guard word >= afterWords.count else {
        add(subject(before: index, in: sentence))
        continue
      }
      let (opening, closing) = between[word - afterWords.count]
      let name = sentence[(index + opening.count)...]
      if let end = GlyphSlice(name).firstIndex(of: closing) { add(name[..<end]) }
    }
  }

  /// The clause that ends at `end`, without the year before it.
  private static func subject(
    before end: Int, in sentence: ArraySlice<UInt16>
  ) -> ArraySlice<UInt16> {
    var start = end
    while start > sentence.startIndex, !Mark.endsClause(sentence[start - 1]) { start -= 1 }
    var name = sentence[start..<end]
    if let year = GlyphSlice(name).lastIndex(of: "年度") { name = name[(year + 2)...] }
    if let day = GlyphSlice(name).lastIndex(of: "日") { name = name[(day + 1)...] }
    if let marker = ListMarker.read(name) { name = name.dropFirst(marker.length) }
    if let year = GlyphSlice(name).firstIndex(of: "年"), year - name.startIndex >= 4 {
      return Mark.isDigit(name[year - 1]) ? name[..<(year - 4)] : name
    }
    while let last = name.last, Mark.isDigit(last) { name = name.dropLast() }
    return name
  }

  private static let afterWords: [Glyphs] = [
    "有一般公共预算财政拨款预算", "机关运行经费支出", "政府采购支出总额", "政府采购金额", "共有车辆", "在职实有人数",
    "总编制人数", "部门决算由", "部门决算只由", "部门决算包括", "决算包括", "没有使用", "没有政府性基金",
    "无政府性基金", "无国有资本", "为一级单位", "因公出国(境)团组", "预算绩效管理工作开展", "收入支出总计",
  ]
  private static let between: [(Glyphs, Glyphs)] = [
    ("纳入", "20"), ("安排\"三公\"经费的单位包括", "本级"),
  ]
  private static let blankWords: [Glyphs] = ["XXX万元", "XX万元", "××万元"]
  private static let words = GlyphWords(afterWords + between.map(\.0) + blankWords)
  /// Which of the words leave an amount open.
  private static let blanks = words.endIndex - blankWords.count..<words.endIndex

  /// Names after 部门： and 单位名称： over tables.
  private static func labelled(
    in document: Document, _ add: (ArraySlice<UInt16>) -> Void
  ) {
    let labels = labels
    let units = document.folded.units.span
    for line in document.lines {
      var span = line.spans.lowerBound
      let end = min(span + 3, line.spans.upperBound)
      while span < end {
        let cell = document.spans[span].glyphs
        if let label = labels.first(beginning: units.extracting(cell)) {
          add(document.folded.units[cell.dropFirst(labels.length(of: label))])
          break
        }
        span += 1
      }
    }
  }

  private static let labels: GlyphWords = ["部门:", "编制单位:", "单位名称:", "部门名称:", "编制部门:", "公开部门:"]
}
