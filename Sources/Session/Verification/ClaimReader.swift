import Accounts
import Text

/// What a number of a free sentence is said to be.
enum ClaimSubject {
  /// A measure's total, or a node of its trees.
  case measure(Measure.ID, Hierarchy.NodeID, Axis?)
  /// A part of another measure, in percent.
  indirect case share(ClaimSubject, of: ClaimSubject)
  /// The change of a measure against the year before.
  indirect case change(ClaimSubject, isRate: Bool)
}

/// Reads what the numbers of free sentences are about, from the words before each number:
/// 2020年度支出合计5335.32万元，其中基本支出1937.96万元，占36.32%.
struct ClaimReader {
  private let dataset: Dataset
  /// Names by folded text, longest first.
  private let names: [(key: String, subject: ClaimSubject)]
  private var sentence = ""
  /// What of the sentence has been read.
  private var rest = Substring()
  /// The amount spoken of last, which a share or a change refers to.
  private var last: ClaimSubject?
  private var first: ClaimSubject?

  init(_ dataset: Dataset) {
    self.dataset = dataset
    names = Self.names(dataset).sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }
  }

  /// Everything that has a name: measures and the values of their trees.
  private static func names(_ dataset: Dataset) -> [(key: String, subject: ClaimSubject)] {
    var result: [(key: String, subject: ClaimSubject)] = []
    let catalogue = dataset.catalogue
    for id in catalogue.measures.indices {
      for name in [catalogue[id].name] + catalogue[id].synonyms {
        result.append((Folding.key(name), .measure(id, Hierarchy.root, nil)))
      }
    }
    let ofTree: [(Axis, String)] = [
      (.三公项目, "三公决算"), (.采购类别, "政府采购"), (.车辆用途, "车辆"), (.人员类别, "人数"),
      (.经费类别, "经济支出"), (.功能分类, "支出"),
    ]
    for (axis, measure) in ofTree {
      guard let id = catalogue.find(measure) else { continue }
      let hierarchy = dataset.hierarchy(axis)
      for node in dataset.nodesInUse(axis) where node != Hierarchy.root {
        for name in hierarchy.nodes[Int(node)].names where name.count > 1 {
          result.append((Folding.key(name), .measure(id, node, axis)))
        }
      }
    }
    return result
  }

  /// What a number is about, given in the order of the text; nil where the words do not say.
  mutating func subject(of claim: ProseFigure) -> ClaimSubject? {
    if claim.raw != sentence {
      sentence = claim.raw
      rest = Substring(Folding.key(claim.raw))
    }
    let words = wordsBefore(claim)
    let subject = subject(words, claim.unit)
    if case .measure = subject {
      last = subject
      first = first ?? subject
    }
    return subject
  }

  /// The words between the number before and this one.
  private mutating func wordsBefore(_ claim: ProseFigure) -> String {
    let magnitude = PrintedNumber(
      mantissa: abs(claim.value.mantissa), scale: claim.value.scale)
    let digits = String(describing: magnitude)
    guard let found = Self.range(of: digits, in: rest.replacing(",", with: "")) else {
      return String(rest)
    }
    let plain = rest.replacing(",", with: "")
    let words = String(plain[..<found.lowerBound])
    rest = Substring(plain[found.upperBound...])
    return words
  }

  private static func range(of digits: String, in text: Substring) -> Range<Substring.Index>? {
    text.firstRange(of: digits)
  }

  private func subject(_ words: String, _ unit: Unit) -> ClaimSubject? {
    let clause = words.split { "。；;".contains($0) }.last.map(String.init) ?? words
    if ["比上年", "较上年", "比上一年", "同比"].contains(where: clause.contains) {
      return (named(in: clause, unit) ?? last).map { .change($0, isRate: unit == .percent) }
    }
    if unit == .percent, clause.contains("占") {
      let whole = clause.split(separator: "占", omittingEmptySubsequences: false).last ?? ""
      guard let part = last else { return nil }
      return .share(part, of: named(in: String(whole), .万元) ?? first ?? part)
    }
    return named(in: clause, unit)
  }

  /// The longest name in some words; the last of those as long.
  private func named(in words: String, _ unit: Unit) -> ClaimSubject? {
    let key = words.replacing("决算", with: "").replacing("总额", with: "")
    let plain = key.replacing("\"", with: "").replacing("“", with: "").replacing("”", with: "")
    return names.first { name in
      guard case .measure(let id, _, _) = name.subject,
        unit == .percent || dataset.catalogue[id].unit.kind == unit.kind
      else { return false }
      return words.contains(name.key) || plain.contains(name.key)
    }?.subject
  }
}
