import Accounts
import Foundation
import Reports
import Testing

@testable import Audit

/// The findings of published reports that were read one by one against the page.
@Suite struct RealReportTests {
  @Test(
    .enabled(if: folder != nil, "no published reports beside the project"),
    arguments: PublishedFindings.byFile.map(\.file))
  func `what is found in the published reports is what a reader of the page finds`(
    _ file: String
  ) throws {
    let bytes = try #require(FileManager.default.contents(atPath: "\(Self.folder!)/\(file)"))
    let content = try ReportReader.read(file: file, bytes: Array(bytes))
    let isPaged = file.hasSuffix(".pdf")
    let found = Auditor.findings(in: content).map { finding in
      let page = isPaged ? "\(finding.place.page):" : ""
      return "\(finding.severity.rawValue) \(page)\(finding.place.line) \(finding.rule.id)"
    }
    #expect(found == PublishedFindings.byFile.first { $0.file == file }?.findings)
  }

  @Test func `the samples hold the faults put in, and no other errors`() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let samples = root.appending(path: "Samples/reports")
    var found: [String: [String]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: samples.path) {
      let bytes = try Data(contentsOf: samples.appending(path: file))
      let content = try ReportReader.read(file: file, bytes: Array(bytes))
      let errors = Auditor.findings(in: content).filter { $0.severity == .错误 }
      if !errors.isEmpty { found[file] = errors.map(\.rule.id) }
    }
    #expect(
      found == [
        "云山区委办公室-2020.txt": ["单位元与万元"],
        "松陵区委办公室-2020.txt": ["完成率三公经费", "完成率三公经费", "完成率三公经费", "完成率三公经费"],
      ])
  }

  static let folder: String? = {
    if let path = ProcessInfo.processInfo.environment["SUAN_REPORTS"] { return path }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let path = root.appending(path: "shared/reports").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}
