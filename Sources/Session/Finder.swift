import Accounts
import Execution
import Semantics
import Text

/// `find`: a word anywhere in what is loaded, with where and how often.
struct Finder {
  let dataset: Dataset
  /// The condition on reports.
  let scope: Predicate

  private static let mostParagraphs = 50

  func find(_ word: String) -> QueryResult {
    let key = Folding.key(word)
    var rows: [[QueryResult.Cell]] = []
    func add(_ what: String, _ value: String, _ detail: String) {
      rows.append([.text(what), .text(value), detail.isEmpty ? .blank : .text(detail)])
    }
    func matches(_ text: String) -> Bool { Folding.key(text).contains(key) }
    for name in dataset.catalogue.measures where matches(name.name) {
      add("指标", name.name, name.meaning)
    }
    for dimension in Dimension.allCases where matches(dimension.rawValue) {
      add("字段", dimension.rawValue, dimension.meaning)
    }
    for department in dataset.departments
    where ([department.name] + department.aliases).contains(where: matches) {
      add("部门", department.name, department.region)
    }
    for axis in Axis.allCases {
      let hierarchy = dataset.hierarchy(axis)
      for index in dataset.nodesInUse(axis).sorted() where index != Hierarchy.root {
        let node = hierarchy.nodes[Int(index)]
        guard node.names.contains(where: matches) || !node.code.isEmpty && matches(node.code) else {
          continue
        }
        add(axis.rawValue, node.code.isEmpty ? node.name : "\(node.code) \(node.name)", "")
      }
    }
    addParagraphs(key, add)
    return QueryResult(
      columns: ["何处", "内容", "说明"].map { QueryResult.Column(name: $0, kind: .text) },
      rows: rows.map { QueryResult.Row($0) })
  }

  private func addParagraphs(_ key: String, _ add: (String, String, String) -> Void) {
    var found = 0
    for report in dataset.reports where admits(report) {
      for paragraph in report.content.paragraphs where found < Self.mostParagraphs {
        guard let excerpt = Self.excerpt(of: paragraph.text, around: key) else { continue }
        found += 1
        add(
          "段落", excerpt,
          "\(report.content.file):\(paragraph.place.page):\(paragraph.place.line)")
      }
    }
  }

  private func admits(_ report: Dataset.Report) -> Bool {
    scope.tests.allSatisfy { test in
      switch test {
      case .departments(let set): set.contains(report.department)
      case .years(let set): set.contains(report.year)
      default: true
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
