import Accounts

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

  /// The printed figure of a measure at a node.
  private func figure(_ subject: ClaimSubject, _ report: Int) -> FoundFigure? {
    guard case .measure(let id, let node, let axis) = subject else { return nil }
    let table = dataset.facts[id]
    let slot = axis.flatMap { dataset.catalogue[id].axes.firstIndex(of: $0) } ?? 0
    let row = table.rows(of: report).map(Int.init).first { row in
      let second = table.second.isEmpty ? Hierarchy.root : table.second[row]
      return (slot == 0 ? table.node[row] : second) == node
        && (slot == 0 ? second : table.node[row]) == Hierarchy.root
    }
    return row.map { row in
      FoundFigure(
        report: report,
        citation: dataset.citation(report: table.report[row], origin: table.origin(of: row)))
    }
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
    let value = Rational(figure.citation.value)
    return (try? value * Rational(figure.citation.unit.yuan)) ?? value
  }

  // MARK: Facts

  private func facts(for claim: ProseFigure, _ report: Int) -> [FoundFigure] {
    dataset.catalogue.measures.indices.flatMap { id -> [FoundFigure] in
      let measure = dataset.catalogue[id]
      guard let axes = axes(of: claim, in: measure) else { return [] }
      let table = dataset.facts[id]
      return table.rows(of: report).map(Int.init).filter { row in
        stands(row, of: table, at: claim, axes, measure)
      }.map { row in
        FoundFigure(
          report: report,
          citation: dataset.citation(report: table.report[row], origin: table.origin(of: row)))
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

  private func axes(of claim: ProseFigure, in measure: Measure) -> Place? {
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

  private func stands(
    _ row: Int, of table: FactTable, at claim: ProseFigure, _ place: Place, _ measure: Measure
  ) -> Bool {
    func node(_ axis: Axis) -> Hierarchy.NodeID? {
      measure.axes.firstIndex(of: axis).map { slot in
        slot == 0 ? table.node[row] : table.second[row]
      }
    }
    switch place {
    case .total:
      return table.node[row] == Hierarchy.root
        && (table.second.isEmpty || table.second[row] == Hierarchy.root)
    case .node(let axis, let name):
      return node(axis) == dataset.hierarchy(axis).find(name: name, level: nil)
    case .named(let axis):
      let last = claim.subject.split(separator: "/").last.map(String.init) ?? ""
      guard let found = node(axis) else { return false }
      return dataset.hierarchy(axis).findAll(name: last).contains(found)
    }
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
