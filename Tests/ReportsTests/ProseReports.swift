import Accounts

@testable import Reports

/// What the prose and identity readers make of a report's text.
enum ProseReports {
  static func content(of text: String) -> ReportContent { content(of: Array(text.utf8)) }

  static func content(of bytes: [UInt8]) -> ReportContent {
    let document = TextReader.document(utf8: bytes)
    let outline = OutlineReader.read(document)
    var content = ReportContent(
      file: "", identity: ReportIdentity(kind: .其他, department: "", year: 0))
    let prose = ProseReader.read(document, outline: outline, into: &content)
    content.identity = IdentityReader.read(document, outline: outline, prose: prose)
    return content
  }

  /// The content of a report whose explanations hold one section.
  static func explaining(_ section: String, _ text: String) -> ReportContent {
    content(
      of: """
        第一部分 江城市临江区渔业局概况
        一、主要职能
        管渔业。
        第三部分 江城市临江区渔业局2022年度部门决算情况说明
        一、\(section)
        \(text)
        第五部分 名词解释
        """)
  }
}

extension ProseFigure {
  /// `topic|subject|measure value unit`, for comparing whole figures at a glance.
  var short: String { "\(topic)|\(subject)|\(measure) \(value)\(unitText)" }
}
