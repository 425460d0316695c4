import Accounts
import Foundation
import Reports
import Testing

@testable import Audit

/// The findings of published reports that were read one by one against the page.
@Suite struct RealReportTests {
  @Test(.enabled(if: folder != nil, "no published reports beside the project"))
  func `what is wrong in the published reports is found, and nothing else as an error`() throws {
    for (file, errors) in Self.errors {
      let path = "\(Self.folder!)/\(file)"
      let bytes = try #require(FileManager.default.contents(atPath: path))
      let content = try ReportReader.read(file: file, bytes: Array(bytes))
      let found = Auditor.findings(in: content).filter { $0.severity == .错误 }
      #expect(found.map { "\($0.place.line) \($0.rule.id)" } == errors)
    }
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

  static let errors: [String: [String]] = [
    "武汉经开区工委办公室-2020.txt": ["396 模板占位", "503 单位元与万元", "515 占比绩效自评资金"],
    "江汉区政府办公室-2020.txt": [
      "960 清单分类年初预算", "1078 完成率三公经费", "1138 增减率机关运行经费", "1204 绩效得分超分值", "1318 绩效前后一致",
      "1318 绩效前后一致",
      "1342 绩效前后一致",
    ],
    "汉阳区政府办公室-2021.txt": ["284 名称表头部门", "290 表6上下级", "306 表6科目名称", "355 年度空表声明"],
    "洪山区委办公室-2021.txt": [],
    "青山区委办公室-2020.txt": [
      "228 完成率三公经费", "241 完成率三公经费", "243 完成率三公经费", "249 完成率三公经费",
    ],
  ]

  static let folder: String? = {
    if let path = ProcessInfo.processInfo.environment["SUAN_REPORTS"] { return path }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let path = root.appending(path: "shared/reports").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}
