import Accounts
import Foundation
import Testing

@testable import Reports

@Suite("Reports made at random, whose figures are known")
struct FictitiousReportTests {
  /// Forty, or as many as asked for.
  static let seeds =
    1...(ProcessInfo.processInfo.environment["SUAN_SEEDS"].flatMap(Int.init) ?? 40)

  @Test(
    "Every figure is found in its place, none is invented, no number is left",
    arguments: FictitiousReport.Layout.allCases)
  func figures(layout: FictitiousReport.Layout) throws {
    for seed in Self.seeds {
      let report = FictitiousReport(seed: seed, layout: layout)
      let content = try ReportReader.read(file: "\(seed).txt", bytes: Array(report.text.utf8))
      let found = content.figures.map(\.entry)
      let missing = Set(report.expected).subtracting(found).sorted()
      let invented = Set(found).subtracting(report.expected).sorted()
      #expect(missing == [], "seed \(seed)")
      #expect(invented == [], "seed \(seed)")
      #expect(content.unclaimed.map(\.raw) == [], "seed \(seed)")
      #expect(found.count == report.expected.count, "seed \(seed)")
    }
  }
}

extension Figure {
  fileprivate var entry: String {
    "\(table.rawValue) \(side) \(code) \(label) \(columnRole) \(value)"
  }
}
