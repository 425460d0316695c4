import Accounts
import Execution
import Semantics

/// A printed figure that a claim may be about.
struct FoundFigure {
  var report: Int
  var citation: Dataset.Citation
  /// What follows from the figure and others, where the claim is about that: in percent or 元.
  var computed: Rational?

  /// Whether the figure, rounded to the claim's digits and unit, is the claim (semantics, rule
  /// 40). The sign is that of the words: a fall of 3 is printed as 3 or as -3.
  func rounds(to claim: ProseFigure) -> Bool {
    if let computed {
      guard let shown = try? computed / Rational(claim.unit.yuan),
        let rounded = try? shown.rounded(to: Int(claim.value.scale))
      else { return false }
      return rounded.mantissa == claim.value.mantissa
    }
    guard citation.unit.kind == claim.unit.kind || citation.unit == .none || claim.unit == .none,
      let amount = try? Rational(citation.value) * Rational(citation.unit.yuan),
      let shown = try? amount / Rational(claim.unit.yuan),
      let rounded = try? shown.rounded(to: Int(claim.value.scale))
    else { return false }
    return rounded.mantissa == claim.value.mantissa
  }
}

/// Finds the figures that a number of a text is about: the facts of the measure it names, and
/// the same words in the reports' own prose.
struct FigureFinder {
  let dataset: Dataset
  let reports: [Int]
  private let questions = Questions()

  private struct Question: Hashable {
    var measure: Measure.ID
    var node: Hierarchy.NodeID
    var axis: Axis?
  }

  /// The questions asked so far, ready to be asked of another report.
  private final class Questions { var selectors: [Question: FactSelector] = [:] }

  init(dataset: Dataset, reports: [Int]) {
    self.dataset = dataset
    self.reports = reports
  }

  /// Figures of the same subject, those of the measures first.
  func figures(for claim: ProseFigure) -> [FoundFigure] {
    reports.flatMap { report in facts(for: claim, report) + sentences(for: claim, report) }
  }

  /// Figures of what a free sentence says.
  func figures(about subject: ClaimSubject) -> [FoundFigure] {
    reports.flatMap { report in
      switch subject {
      case .measure: figure(subject, report).map { [$0] } ?? []
      case .share(let part, let whole): share(part, of: whole, report).map { [$0] } ?? []
      case .change(let inner, let isRate): change(inner, isRate: isRate, report).map { [$0] } ?? []
      }
    }
  }

  /// The printed figure of a measure at a node, or the sum of those printed below it: what the
  /// question about that node answers.
  private func figure(_ subject: ClaimSubject, _ report: Int) -> FoundFigure? {
    guard case .measure(let id, let node, let axis) = subject else { return nil }
    return figure(id, at: node, on: axis, report)
  }

  private func figure(
    _ id: Measure.ID, at node: Hierarchy.NodeID, on axis: Axis?, _ report: Int
  ) -> FoundFigure? {
    let table = dataset.facts[id]
    let rows = selector(id, at: node, on: axis).facts(in: report)
    guard let first = rows.first else { return nil }
    var figure = FoundFigure(
      report: report,
      citation: dataset.citation(report: table.report[first], origin: table.origin(of: first)))
    if rows.count > 1 {
      let sum = rows.reduce(Int128(0)) { $0 + Int128(table.amount[$1]) }
      figure.computed = dataset.catalogue[id].unit.natural(Int64(clamping: sum))
    }
    return figure
  }

  /// The question about a node is the same for every report.
  private func selector(
    _ id: Measure.ID, at node: Hierarchy.NodeID, on axis: Axis?
  ) -> FactSelector {
    let question = Question(measure: id, node: node, axis: axis)
    if let known = questions.selectors[question] { return known }
    let condition = axis.map { self.condition(node, on: $0) } ?? Predicate.always
    let selector = FactSelector(id, where: condition, dataset: dataset)
    questions.selectors[question] = selector
    return selector
  }

  /// `类 = 210`, by the dimension that names the node's level.
  private func condition(_ node: Hierarchy.NodeID, on axis: Axis) -> Predicate {
    guard node != Hierarchy.root else { return .always }
    let level = dataset.hierarchy(axis).nodes[Int(node)].level
    let dimensions = Dimension.allCases.filter { $0.axis == axis }
    guard
      let dimension = dimensions.first(where: { $0.level == level })
        ?? dimensions.first(where: { $0.level == nil })
    else { return .always }
    return .test(.nodes(dimension, [node], isNegated: false))
  }

  private func share(_ part: ClaimSubject, of whole: ClaimSubject, _ report: Int) -> FoundFigure? {
    guard var figure = figure(part, report), let base = self.figure(whole, report),
      let ratio = try? Self.natural(figure) / Self.natural(base)
    else { return nil }
    figure.computed = try? ratio * Rational(100)
    return figure
  }

  /// The change against the same department's report of the year before.
  private func change(_ subject: ClaimSubject, isRate: Bool, _ report: Int) -> FoundFigure? {
    let now = dataset.reports[report]
    let earlier = dataset.reports.firstIndex {
      $0.department == now.department && $0.year == now.year - 1
    }
    guard var figure = figure(subject, report),
      let base = earlier.flatMap({ self.figure(subject, $0) }),
      let difference = try? Self.natural(figure) - Self.natural(base)
    else { return nil }
    if isRate {
      let ratio = (try? difference / Self.natural(base)) ?? nil
      figure.computed = try? ratio.map { try $0 * Rational(100) }
      if ratio == nil { return nil }
    } else {
      figure.computed = difference
    }
    return figure
  }

  /// In 元, one, percent.
  private static func natural(_ figure: FoundFigure) -> Rational {
    if let computed = figure.computed { return computed }
    let value = Rational(figure.citation.value)
    return (try? value * Rational(figure.citation.unit.yuan)) ?? value
  }

  // MARK: Facts

  private func facts(for claim: ProseFigure, _ report: Int) -> [FoundFigure] {
    dataset.catalogue.measures.indices.flatMap { id -> [FoundFigure] in
      guard let place = place(of: claim, in: dataset.catalogue[id]) else { return [] }
      switch place {
      case .total: return figure(id, at: Hierarchy.root, on: nil, report).map { [$0] } ?? []
      case .node(let axis, let name):
        guard let node = dataset.hierarchy(axis).find(name: name, level: nil) else { return [] }
        return figure(id, at: node, on: axis, report).map { [$0] } ?? []
      case .named(let axis):
        let last = claim.subject.split(separator: "/").last.map(String.init) ?? ""
        return dataset.hierarchy(axis).findAll(name: last).compactMap { node in
          figure(id, at: node, on: axis, report)
        }
      }
    }
  }

  /// What a claim names of a measure: nothing but its total, a node of a closed tree, or the
  /// subject itself; nil where the measure is not what the claim is about.
  private enum Place {
    case total
    case node(Axis, String)
    case named(Axis)
  }

  private func place(of claim: ProseFigure, in measure: Measure) -> Place? {
    for case .prose(let source) in measure.sources {
      for rule in source.totals + source.lists
      where rule.topic == claim.topic && rule.measure == claim.measure {
        switch rule.subject {
        case .exactly(claim.subject, .root): return .total
        case .exactly(claim.subject, .node(let axis, let name)): return .node(axis, name)
        case .named(let axis) where !claim.subject.isEmpty: return .named(axis)
        default: continue
        }
      }
    }
    return nil
  }

  // MARK: Prose

  private func sentences(for claim: ProseFigure, _ report: Int) -> [FoundFigure] {
    let content = dataset.reports[report].content
    return content.prose.indices.filter { index in
      let printed = content.prose[index]
      return printed.topic == claim.topic && printed.measure == claim.measure
        && Hierarchy.areAlike(printed.subject, claim.subject)
    }.map { index in
      FoundFigure(
        report: report,
        citation: dataset.citation(report: Int32(report), origin: .prose(Int32(index))))
    }
  }
}
