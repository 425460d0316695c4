import Accounts
import Execution
import Semantics
import Text

/// `find`: a word anywhere in what is loaded, with where and how often.
struct Finder {
  let dataset: Dataset
  /// Whether a report is asked about, for each; nil for all.
  private let isWanted: [Bool]?

  /// `scope` is a condition on reports.
  init(dataset: Dataset, scope: Predicate) {
    self.dataset = dataset
    isWanted = scope == .always ? nil : dataset.reports.map(scope.admits)
  }

  private static let mostParagraphs = 50

  /// One thing found, and how near it is to the word.
  private struct Hit {
    /// 0 where a name is the word, 1 where it begins with it, 2 where it contains it.
    var rank: Int
    var cells: [QueryResult.Cell]
  }

  /// Names first, the nearest before the others, then paragraphs.
  func find(_ word: String) throws(FactStoreError) -> QueryResult {
    let key = Folding.key(word)
    var hits = key.isEmpty ? [] : try names(key)
    hits = hits.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element)
    var rows = hits.map(\.cells)
    addParagraphs(key) { rows.append(Self.cells("段落", $0, $1)) }
    var result = QueryResult(
      columns: ["何处", "内容", "说明"].map { QueryResult.Column(name: $0, kind: .text) },
      rows: rows.map { QueryResult.Row($0) })
    let asked = isWanted?.count { $0 } ?? dataset.reports.count
    let missing = asked - dataset.reportsAtHand.count(where: isAsked)
    if missing > 0 {
      result.notes.append(
        QueryResult.Note(
          id: "facts-only",
          text: "Of \(missing) of \(asked) reports only facts are at hand, from a "
            + "snapshot: their paragraphs were not searched."))
    }
    return result
  }

  private func isAsked(_ report: Int) -> Bool { isWanted?[report] ?? true }

  /// What belongs to the language is found whatever reports are asked about; departments and
  /// codes are those of the reports.
  private func names(_ key: String) throws(FactStoreError) -> [Hit] {
    var hits: [Hit] = []
    func add(_ what: String, _ names: [String], _ value: String, _ detail: String) {
      guard let rank = names.compactMap({ Self.rank($0, key) }).min() else { return }
      hits.append(Hit(rank: rank, cells: Self.cells(what, value, detail)))
    }
    for measure in dataset.catalogue.measures {
      add("指标", [measure.name] + measure.synonyms, measure.name, measure.meaning)
    }
    for measure in dataset.catalogue.derived {
      add("指标", [measure.name] + measure.synonyms, measure.name, measure.meaning)
    }
    for dimension in Dimension.allCases {
      add("字段", [dimension.rawValue], dimension.rawValue, dimension.meaning)
    }
    let departments = dataset.departments(containing: key)
    let isNamed = Set(departments)
    var years: [Int: Set<Int>] = [:]
    for (number, report) in dataset.reports.enumerated()
    where isNamed.contains(report.department) && isAsked(number) {
      years[report.department, default: []].insert(report.year)
    }
    for index in departments {
      guard let years = years[index] else { continue }
      let department = dataset.departments[index]
      add(
        "部门", [department.name] + department.aliases, department.name,
        years.sorted().map(String.init).joined(separator: ", "))
    }
    for axis in Axis.allCases {
      let hierarchy = dataset.hierarchy(axis)
      let used =
        try isWanted.map { wanted throws(FactStoreError) in
          try dataset.nodesInUse(axis, of: wanted)
        } ?? dataset.nodesInUse(axis)
      for index in used.sorted() where index != Hierarchy.root {
        let node = hierarchy.nodes[Int(index)]
        add(
          axis.rawValue, node.names + (node.code.isEmpty ? [] : [node.code]),
          node.code.isEmpty ? node.name : "\(node.code) \(node.name)", "")
      }
    }
    return hits
  }

  private static func rank(_ name: String, _ key: String) -> Int? {
    let name = Folding.key(name)
    return name == key ? 0 : name.hasPrefix(key) ? 1 : name.contains(key) ? 2 : nil
  }

  private static func cells(_ what: String, _ value: String, _ detail: String) -> [QueryResult.Cell]
  {
    [.text(what), .text(value), detail.isEmpty ? .blank : .text(detail)]
  }

  private func addParagraphs(_ key: String, _ add: (String, String) -> Void) {
    var found = 0
    for report in dataset.reportsAtHand.filter(isAsked).lazy.map({ dataset.reports[$0] }) {
      for paragraph in report.content.paragraphs where found < Self.mostParagraphs {
        guard !key.isEmpty, let excerpt = Self.excerpt(of: paragraph.text, around: key) else {
          continue
        }
        found += 1
        add(
          excerpt,
          "\(report.content.file):\(paragraph.place.page):\(paragraph.place.line)")
      }
    }
  }

  /// The words around the first match.
  private static func excerpt(of text: String, around key: String) -> String? {
    let folded = Folding.key(text)
    guard folded.contains(key) else { return nil }
    let characters = Array(Folding.squeeze(text))
    let keys = characters.map { Folding.key(String($0)) }
    let first = keys.indices.first { start in
      var rest = key[...]
      for piece in keys[start...] {
        if rest.isEmpty { break }
        guard rest.hasPrefix(piece) else { return false }
        rest = rest.dropFirst(piece.count)
      }
      return rest.isEmpty
    }
    guard let first else { return String(characters.prefix(40)) }
    let start = max(0, first - 15)
    let end = min(characters.count, first + key.count + 25)
    return (start > 0 ? "…" : "") + String(characters[start..<end])
      + (end < characters.count ? "…" : "")
  }
}
