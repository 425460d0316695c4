import Accounts

/// The sums of one measure over slices, for every group of its domain.
struct GroupSums {
  let sums: SliceSums
  let domain: GroupDomain
  /// Those of the store.
  let years: [Int]
  /// Where the year stands in a key; nil where it is no dimension.
  let yearAt: Int?

  /// From the first to the last of the years that groups of several years add.
  var addedYears: ClosedRange<Int>? { sums.addedYears(years) }

  private func has(_ group: Int) -> Bool { sums.rows[group] > 0 }

  /// Adds them to what row selection found.
  func add(to term: inout TermSums, regroup: (GroupKey) -> GroupKey?) {
    // Gathered groups that stand side by side are mostly of one.
    var run: (key: GroupKey, amount: Int128, years: ClosedRange<Int>)?
    func end() { if let run { term.add(run.amount, at: run.key, years: run.years) } }
    for group in 0..<sums.count where has(group) {
      let own = domain.key(group)
      guard let key = regroup(own) else { continue }
      let amount = Int128(sums.sums[group])
      let year = yearAt.map { Int(own[$0]) } ?? years[sums.firstYear(group)]
      if run?.key == key {
        run!.amount += amount
        run!.years = run!.years.widened(to: year...year)
      } else {
        end()
        run = (key, amount, year...year)
      }
    }
    end()
  }

  /// The sums of the measures of a column side by side; nil where they number their groups
  /// differently.
  static func join(_ terms: [GroupSums]) -> JoinedSums? {
    guard let first = terms.first, terms.allSatisfy({ $0.domain.isFull(like: first.domain) })
    else { return nil }
    let groups = (0..<first.sums.count).filter { group in terms.contains { $0.has(group) } }
    return JoinedSums(
      cells: groups.map { TermSums.Cell(key: first.domain.key($0), unit: []) },
      amounts: terms.map { term in
        groups.map { term.has($0) ? Int128(term.sums.sums[$0]) : nil }
      })
  }
}
