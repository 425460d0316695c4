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
    content.unread = unread(outline, of: document)
    if outline.end < document.lines.count { document.lines.removeSubrange(outline.end...) }
    let prose = ProseReader.read(document, outline: outline, into: &content)
    content.identity = IdentityReader.read(document, outline: outline, prose: prose)
    TableReader.read(document, outline: outline, into: &content)
    return content
  }

  /// What is left out: another report behind the first, and tables printed again.
  private static func unread(_ outline: Outline, of document: Document) -> [UnreadPassage] {
    var unread: [UnreadPassage] = []
    func add(_ line: Int, _ reason: String) {
      let line = document.lines[line]
      unread.append(
        UnreadPassage(place: Place(page: line.page, line: line.number), reason: reason))
    }
    if let first = outline.repeated.first {
      add(
        first.heading.lowerBound,
        "the tables are printed again from 表\(first.table.rawValue) on: those here are not read")
    }
    if outline.end < document.lines.count {
      add(outline.end, "another report begins here and is not read: it needs a file of its own")
    }
    return unread
  }
}
