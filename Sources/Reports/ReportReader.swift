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
  ///
  /// Where `texts` are not wanted, as for a snapshot, its numbers come without the lines and
  /// sentences they are printed in, and there are no paragraphs, formulas and counts of tokens.
  public static func read(
    file: String, bytes: [UInt8], texts: Bool = true
  ) throws(ReportError) -> ReportContent {
    var document =
      PDFReader.reads(file: file, bytes: bytes)
      ? try PDFReader.document(file: file, bytes: bytes)
      : try TextReader.read(file: file, bytes: bytes)
    document.givesTexts = texts
    let outline = OutlineReader.read(document)
    var content = ReportContent(
      file: file, identity: ReportIdentity(kind: .其他, department: "", year: 0))
    content.fingerprint = Fingerprint.of(bytes)
    let prose = ProseReader.read(document, outline: outline, into: &content)
    content.identity = IdentityReader.read(document, outline: outline, prose: prose)
    TableReader.read(document, outline: outline, into: &content)
    return content
  }
}
