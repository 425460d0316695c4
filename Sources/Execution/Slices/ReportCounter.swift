import Accounts
import Semantics

/// Counts distinct departments, years or places among the reports of a store.
struct ReportCounter {
  private let dataset: Dataset
  private let store: any FactStore
  private let keys: [Dimension]
  private let counted: Dimension
  private let reports: ReportSet
  private let space: KeySpace

  private static let ofReports: Set<Dimension> = [.部门, .年度, .市, .区县, .地区]

  /// nil where there is no store, or a condition is of another kind.
  init?(
    _ counted: Dimension, by keys: [Dimension], filter: Predicate, in scope: ReportSet,
    dataset: Dataset
  ) throws(FactStoreError) {
    guard let store = dataset.store,
      (keys + [counted]).allSatisfy({ Self.ofReports.contains($0) }),
      let reports = try SliceQuestion.reports(under: filter, in: scope, dataset)
    else { return nil }
    self.dataset = dataset
    self.store = store
    self.keys = keys
    self.counted = counted
    self.reports = reports
    space = KeySpace(keys + [counted], dataset)
  }

  /// `focus` are the departments that are counted for; nil for all.
  func count(
    focus: DepartmentSet?, regroup: (GroupKey) -> GroupKey?
  ) throws(FactStoreError) -> ColumnValues {
    var result = ColumnValues()
    result.answeredReports = Deferred(reports)
    let blanks = space.blanks(at: keys.count)
    // A department has one report a year.
    if counted == .部门, keys == [.年度], blanks.isEmpty, let group = regroup([0]), group.count == 1 {
      for year in store.years {
        let count = reports.intersection(ReportSet(year.reports)).count
        guard count > 0 else { continue }
        result.groups.append([Int32(year.year)], Rational(Int64(count)))
      }
      return result
    }
    var found: [GroupKey: Set<Int32>] = [:]
    for year in store.years {
      let asked = reports.intersection(ReportSet(year.reports))
      guard !asked.isEmpty,
        let slice = store.slices(of: .reports).first(where: { $0.year == year.year })
      else { continue }
      var pieces = try store.pieces(of: slice.rows, .departments)
      if let focus {
        pieces = SortedRows.rows(of: focus.span, in: pieces, \.departments).map(\.narrowed)
      }
      for piece in pieces {
        let first = year.reports.lowerBound + piece.rows.lowerBound - slice.rows.lowerBound
        let here = asked.intersection(ReportSet(first..<first + piece.departments.count))
        for report in here.members {
          let department = Int(piece.departments[report - first])
          if let focus, !focus.contains(department) { continue }
          let key = GroupKey(keys.lazy.map { value($0, department, year.year) })
          guard let group = regroup(key) else { continue }
          found[group, default: []].insert(value(counted, department, year.year))
        }
      }
    }
    for (group, values) in found {
      result.groups.append(group, Rational(Int64(values.subtracting(blanks).count)))
    }
    return result
  }

  private func value(_ dimension: Dimension, _ department: Int, _ year: Int) -> Int32 {
    switch dimension {
    case .部门: Int32(department)
    case .年度: Int32(year)
    default: space.placesByDepartment(dimension)[department]
    }
  }
}
