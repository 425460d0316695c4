import TestSupport
import Testing

@testable import Accounts

/// A store made of generated reports, held against the reports' own tables.
@Suite("Facts in the order of a store")
struct FactColumnsTests {
  private struct Row: Hashable {
    var measure: Int
    var department: String
    var year: Int
    var first: Hierarchy.NodeID
    var second: Hierarchy.NodeID
    var amount: Int64
  }

  private static func datasets() -> [Dataset] {
    (0..<40).map { seed in
      var random = Seeded(UInt64(seed))
      return GeneratedAccounts(&random).dataset
    }
  }

  private func rows(_ dataset: Dataset) -> [Row: Int] {
    var result: [Row: Int] = [:]
    for table in dataset.facts {
      for row in 0..<table.count {
        let report = dataset.reports[Int(table.report[row])]
        result[
          Row(
            measure: table.measure, department: dataset.departments[report.department].name,
            year: report.year, first: table.node[row],
            second: table.second.isEmpty ? Hierarchy.root : table.second[row],
            amount: table.amount[row]), default: 0] += 1
      }
    }
    return result
  }

  private func name(_ report: Int, _ dataset: Dataset) -> String {
    let report = dataset.reports[report]
    return "\(dataset.departments[report.department].name) \(report.year)"
  }

  /// Nodes of the rows of a slice, with everything else a row has.
  private func rows(
    of slice: FactSlice, _ measure: Measure, id: Int, _ store: FactColumns
  ) throws -> [(row: Row, report: Int32, shape: UInt8)] {
    let firsts = store.nodes(of: measure.axes.first ?? .功能分类)
    let seconds = store.secondNodes(of: measure.axes.dropFirst().first ?? .预算种类)
    return try store.pieces(of: slice.rows, FactPiece.Columns(rawValue: 63)).flatMap { piece in
      piece.rows.indices.map { index in
        let index = index - piece.rows.lowerBound
        return (
          Row(
            measure: id, department: store.departmentEntry(Int(piece.departments[index])),
            year: slice.year, first: firsts[Int(piece.nodes[index])],
            second: seconds[Int(piece.seconds[index])], amount: piece.amounts[index]),
          piece.reports[index], piece.shapes[index]
        )
      }
    }
  }

  @Test func `A store has every fact once, in its slice`() throws {
    for dataset in Self.datasets() {
      let store = FactColumns(dataset)
      var found: [Row: Int] = [:]
      for (id, measure) in dataset.catalogue.measures.enumerated() {
        var last: (Int, Int, Int) = (-1, -1, -1)
        for slice in store.slices(of: StoreMeasure(id)) {
          #expect(last < (slice.level, slice.second, slice.year))
          last = (slice.level, slice.second, slice.year)
          let rows = try rows(of: slice, measure, id: id, store)
          #expect(rows.map(\.report) == rows.map(\.report).sorted())
          #expect(slice.reports == Set(rows.map(\.report)).count)
          for row in rows {
            found[row.row, default: 0] += 1
            let years = try #require(store.years.first { $0.year == slice.year })
            #expect(years.reports.contains(Int(row.report)))
          }
        }
        #expect(
          store.disclosing(StoreMeasure(id)).reduce(0, +)
            == dataset.facts[id].disclosed.count { $0 })
        // In a year whose reports all disclose the measure none needs to say so.
        let whole = Set(
          zip(store.years, store.disclosing(StoreMeasure(id)))
            .filter { $0.reports.count == $1 }.map(\.0.year))
        #expect(
          store.emptyRows(of: StoreMeasure(id)).reduce(0) { $0 + $1.rows.count }
            == dataset.reports.indices.count {
              dataset.facts[id].disclosed[$0] && dataset.facts[id].rows(of: $0).isEmpty
                && !whole.contains(dataset.reports[$0].year)
            })
        let stored = Dataset(store: store)
        #expect(
          Set(
            stored.reports.indices.filter { stored.facts[id].disclosed[$0] }.map {
              name($0, stored)
            })
            == Set(
              dataset.reports.indices.filter { dataset.facts[id].disclosed[$0] }
                .map { name($0, dataset) }))
      }
      #expect(found == rows(dataset))
      #expect(store.reportCount == dataset.reports.count)
      #expect(store.departmentCount == dataset.departments.count)
    }
  }

  @Test func `Shapes say what is printed above and below`() throws {
    var orphans = 0
    for dataset in Self.datasets() {
      let store = FactColumns(dataset)
      for (id, measure) in dataset.catalogue.measures.enumerated() {
        let slices = store.slices(of: StoreMeasure(id))
        var all: [(slice: Int, row: Row, report: Int32, shape: UInt8)] = []
        for (index, slice) in slices.enumerated() {
          all += try rows(of: slice, measure, id: id, store).map {
            (index, $0.row, $0.report, $0.shape)
          }
        }
        let trees = measure.axes.map { dataset.hierarchy($0) }
        func isAbove(_ a: Row, _ b: Row) -> Bool {
          (a.first, a.second) != (b.first, b.second)
            && (trees.isEmpty || trees[0].isAtOrBelow(b.first, a.first))
            && (trees.count < 2 || trees[1].isAtOrBelow(b.second, a.second))
        }
        func levels(_ row: Row) -> (Int, Int) {
          (
            trees.isEmpty ? 0 : trees[0].nodes[Int(row.first)].level,
            trees.count < 2 ? 0 : trees[1].nodes[Int(row.second)].level
          )
        }
        var summaries = slices.map { _ in (orphans: 0, leaves: 0, repeats: 0) }
        for entry in all {
          let family = all.filter { $0.report == entry.report }
          let own = levels(entry.row)
          var expected: UInt8 = 0
          for first in 0...own.0 {
            for second in 0...own.1 {
              if (first, second) == own {
                if !family.contains(where: { isAbove(entry.row, $0.row) }) {
                  expected |= FactShape.bit(first: first, second: second)
                  summaries[entry.slice].leaves += 1
                }
              } else if !family.contains(where: {
                isAbove($0.row, entry.row) && levels($0.row).0 >= first
                  && levels($0.row).1 >= second
              }) {
                expected |= FactShape.bit(first: first, second: second)
              }
            }
          }
          #expect(entry.shape == expected)
          if expected & ~FactShape.bit(first: own.0, second: own.1) != 0 {
            summaries[entry.slice].orphans += 1
          }
        }
        for (slice, summary) in zip(slices, summaries) {
          #expect(slice.orphans == summary.orphans)
          #expect(slice.leaves == summary.leaves)
          orphans += slice.orphans
        }
      }
    }
    #expect(orphans > 0)
  }
}
