import Accounts
import Foundation

@testable import Reports

/// The published reports the tests may read, where they are present.
enum RealReports {
  static let folder = place("SUAN_REPORTS", or: "reports")
  static let answers = place("SUAN_ANSWERS", or: "answers")

  static var arePresent: Bool {
    FileManager.default.fileExists(atPath: folder.path)
      && FileManager.default.fileExists(atPath: answers.path)
  }

  private static func place(_ variable: String, or name: String) -> URL {
    if let path = ProcessInfo.processInfo.environment[variable] { return URL(filePath: path) }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/\(name)").standardizedFileURL
  }

  /// What the prose reader makes of a text report.
  static func prose(of name: String) throws -> ReportContent {
    let data = try Data(contentsOf: folder.appending(path: name + ".txt"))
    return content(of: TextReader.document(utf8: Array(data)))
  }

  /// What the prose reader makes of a report's text.
  static func content(of text: String) -> ReportContent {
    content(of: TextReader.document(utf8: Array(text.utf8)))
  }

  private static func content(of document: Document) -> ReportContent {
    let outline = OutlineReader.read(document)
    var content = ReportContent(
      file: "", identity: ReportIdentity(kind: .其他, department: "", year: 0))
    ProseReader.read(document, outline: outline, into: &content)
    content.identity = IdentityReader.read(
      document, outline: outline, paragraphs: content.paragraphs)
    return content
  }
}
