public import Accounts

/// Why a report could not be read.
public struct ReportError: Error, Sendable, Equatable {
  public var file: String
  /// One plain sentence without a trailing full stop: `the file is empty`.
  public var reason: String

  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
}

/// Reads one report: bytes to document, document to outline, outline to figures and prose.
public enum ReportReader {
  /// The content of the report in `bytes`, named `file` as the user gave it.
  public static func read(file: String, bytes: [UInt8]) throws(ReportError) -> ReportContent {
    let document =
      PDFReader.reads(file: file, bytes: bytes)
      ? try PDFReader.document(file: file, bytes: bytes)
      : try TextReader.read(file: file, bytes: bytes)
    let outline = OutlineReader.read(document)
    var content = ReportContent(file: file, identity: identity(document, outline: outline))
    content.fingerprint = fingerprint(of: bytes)
    TableReader.read(document, outline: outline, into: &content)
    return content
  }

  /// The year and the name in the first part's heading.
  private static func identity(_ document: Document, outline: Outline) -> ReportIdentity {
    var name = outline.parts.first.map { $0.title } ?? ""
    if let mark = name.firstRange(of: "部分") { name = String(name[mark.upperBound...]) }
    if name.hasSuffix("概况") { name.removeLast(2) }
    return ReportIdentity(kind: .部门决算, department: name, year: 0)
  }

  /// FNV-1a, 64 bit.
  static func fingerprint(of bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
