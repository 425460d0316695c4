import Accounts
import Columns
import Semantics

/// The reports that can have a row of a list. Where rows are ordered by an amount and few are
/// shown, or an amount is asked for, the amounts in the slices of a store tell before any row is
/// made.
struct ListFocus {
  private let rows: SliceRows
  /// Where rows are ordered by the amount, how many are shown.
  private let best: (count: Int, isDescending: Bool)?
  /// The condition on the amount, and what a stored unit is in natural ones.
  private let amounts: ResultCondition?
  private let unit: Unit
  /// No amount outside it meets the condition: most are told without a fraction.
  private let bounds: ClosedRange<Int64>

  /// nil where every row is listed, or slices do not tell which.
  init?(_ plan: ListPlan, _ dataset: Dataset) throws(FactStoreError) {
    guard let store = dataset.store, plan.amounts == nil || plan.measures.count == 1 else {
      return nil
    }
    var measure = plan.measures[0]
    if let top = plan.top, case .column(let slot, let isDescending)? = plan.order.first {
      measure = plan.measures[slot]
      best = (top, isDescending)
    } else if plan.amounts != nil {
      best = nil
    } else {
      return nil
    }
    guard
      let tables = try RowTables(
        plan.filter.and(measure.filter), measure: measure.id, dataset, store)
    else { return nil }
    rows = try SliceRows(
      store.slices(of: StoreMeasure(measure.id)).filter { tables.years.contains($0.year) },
      of: store, departments: tables.departments, nodes: tables.nodes[0], seconds: tables.nodes[1])
    amounts = plan.amounts
    unit = dataset.catalogue[measure.id].unit
    bounds = plan.amounts.map { [unit] in Self.bounds($0, unit) } ?? .min ... .max
  }

  /// The stored amounts that may meet a condition, some more among them.
  private static func bounds(_ condition: ResultCondition, _ unit: Unit) -> ClosedRange<Int64> {
    let all = Int64.min...Int64.max
    switch condition {
    case .all(let parts): return parts.reduce(all) { $0.clamped(to: bounds($1, unit)) }
    case .compare(.column, let comparison, .number(let number)):
      guard let nearest = try? number.rounded(to: unit.kind == .money ? 2 : 6).mantissa,
        let low = nearest.checked(-1), let high = nearest.checked(1)
      else { return all }
      switch comparison {
      case .greater, .greaterOrEqual: return low ... .max
      case .less, .lessOrEqual: return .min...high
      case .equal: return low...high
      case .notEqual: return all
      }
    default: return all
    }
  }

  /// nil where fewer rows have the amount than are to be listed.
  func reports() -> ReportSet? {
    guard let best else { return reports { _ in true } }
    guard let bar = lastAmount(best.count, isDescending: best.isDescending) else { return nil }
    return reports { best.isDescending ? $0 >= bar : $0 <= bar }
  }

  /// The amount of the last row shown, or nil.
  private func lastAmount(_ count: Int, isDescending: Bool) -> Int64? {
    let chunks = rows.chunks(of: SliceLimits.rowsPerThread)
    let best = Parallel.fold(
      chunks: chunks.count, threads: Workers.count, goesOn: Interruption.goesOn,
      initial: { TopRows(count, isDescending: isDescending) },
      { best, chunk in
        for run in chunks[chunk] {
          rows.forEachRow(run) { row, _ in
            let amount = run.piece.amounts[row]
            if best.mayEnter(amount), isAsked(amount) {
              best.insert(TopRows.Entry(amount: amount, rank: 0))
            }
          }
        }
      }, merge: { $0.merge($1) }
    ).sorted
    return best.count == count ? best.last?.amount : nil
  }

  /// The reports of the rows asked for whose amount comes up to a bar.
  private func reports(_ comesUp: @Sendable (Int64) -> Bool) -> ReportSet {
    let chunks = rows.chunks(of: SliceLimits.rowsPerThread)
    let found = Parallel.map(
      chunks: chunks.count, threads: Workers.count, goesOn: Interruption.goesOn
    ) { chunk in
      var reports: [Int] = []
      for run in chunks[chunk] {
        rows.forEachRow(run) { row, _ in
          let amount = run.piece.amounts[row]
          if comesUp(amount), isAsked(amount) {
            reports.append(Int(run.piece.reports[row]))
          }
        }
      }
      return reports
    }
    return ReportSet(reports: found.flatMap { $0 ?? [] }.sorted())
  }

  private func isAsked(_ amount: Int64) -> Bool {
    bounds.contains(amount) && amounts?.holds(of: [unit.natural(amount)]) ?? true
  }
}

extension Int64 {
  /// nil beyond 64 bits.
  fileprivate func checked(_ addend: Int64) -> Int64? {
    let (sum, overflow) = addingReportingOverflow(addend)
    return overflow ? nil : sum
  }
}

/// A condition that is one on departments, one on years and one on each tree, as tables over
/// the codes of a store.
private struct RowTables {
  var years: Set<Int>
  /// By department; nil for all.
  var departments: [Bool]?
  /// By slot, then by code; nil for all.
  var nodes: [[Bool]?] = [nil, nil]

  /// nil where the condition is of another kind.
  init?(
    _ filter: Predicate, measure: Measure.ID, _ dataset: Dataset, _ store: any FactStore
  ) throws(FactStoreError) {
    years = Set(store.years.map(\.year))
    let axes = dataset.catalogue[measure].axes
    guard axes.count <= nodes.count else { return nil }
    var asked: Set<Int>?
    var conditions: [[Predicate]] = [[], []]
    for conjunct in filter.conjuncts.map(\.united) {
      switch conjunct {
      case .test(.departments(let set)): asked = asked?.intersection(set) ?? set
      case .test(.years(let set)): years.formIntersection(set)
      case .test(.measures(let set)): if !set.contains(measure) { years = [] }
      default:
        let slots = Set(conjunct.tests.map { $0.dimension?.axis.flatMap(axes.firstIndex(of:)) })
        guard slots.count == 1, let slot = slots.first ?? nil else { return nil }
        conditions[slot].append(conjunct)
      }
    }
    if let asked {
      departments = (0..<store.departmentCount).map(asked.contains)
    }
    for slot in axes.indices where !conditions[slot].isEmpty {
      let predicate = CompiledPredicate(
        .all(conditions[slot]), measure: measure, dataset: dataset)
      let codes = slot == 0 ? store.nodes(of: axes[slot]) : store.secondNodes(of: axes[slot])
      nodes[slot] = codes.map { node in
        let nodes = slot == 0 ? (node, Hierarchy.root) : (Hierarchy.root, node)
        return node >= 0 && predicate.truth(report: 0, nodes: nodes, blocked: [:]) == .yes
      }
    }
  }
}
