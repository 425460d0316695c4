/// Reads a PDF through poppler: words with their positions, baselines and ruling lines.
enum PDFReader {
  /// Whether a file is one for this reader, by its name or its first bytes.
  static func reads(file: String, bytes: [UInt8]) -> Bool {
    file.lowercased().hasSuffix(".pdf") || hasSignature(bytes)
  }

  static func document(file: String, bytes: [UInt8]) throws(ReportError) -> Document {
    do {
      return Document(pages: try pages(of: bytes))
    } catch {
      throw ReportError(file: file, reason: error.reason)
    }
  }

  private static func pages(of bytes: [UInt8]) throws(Poppler.Failure) -> [PlacedPage] {
    try checkEnds(of: bytes)
    let words = try Poppler.words(of: bytes)
    guard let last = words.lastIndex(where: { !$0.words.isEmpty }) else { throw .noText }
    let side = words.map { max($0.width, $0.height) }.max() ?? 0
    guard side < 20_000 else { throw .damaged }
    let drawings = try Poppler.drawings(
      of: bytes, count: last + 1, side: Int(side.rounded(.up)))
    guard drawings.count == last + 1 else { throw .damaged }
    let sheets = zip(words, drawings).enumerated().map { index, page in
      PlacedPage(page.0, page.1, number: index + 1)
    }
    if let (first, second) = RunOver.sheets(in: sheets) {
      throw .runsOver(from: first, onto: second)
    }
    return SideBySide.parted(sheets)
  }

  /// What poppler would pass over or repair: a file that is no PDF, or lost its end.
  private static func checkEnds(of bytes: [UInt8]) throws(Poppler.Failure) {
    guard !bytes.isEmpty else { throw .empty }
    guard hasSignature(bytes) else { throw .notPDF(isArchive: bytes.starts(with: [0x50, 0x4B])) }
    guard contains("%%EOF", in: bytes.suffix(2048)) else { throw .truncated }
  }

  private static func hasSignature(_ bytes: [UInt8]) -> Bool {
    contains("%PDF-", in: bytes.prefix(1024))
  }

  private static func contains(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    return word.withUTF8Buffer { word in
      (bytes.startIndex...bytes.endIndex - length).contains { start in
        bytes[start..<start + length].elementsEqual(word)
      }
    }
  }
}
