import Accounts
import Glibc
import Testing

@testable import Reports

/// Whole PDFs to figures: those of real reports where they are at hand, and drawn ones.
@Suite struct PDFFiguresTests {
  private static func folder(_ variable: String, _ name: String) -> String {
    if let path = getenv(variable) { return String(cString: path) }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/\(name)"
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static let reports = folder("SUAN_REPORTS", "reports")
  private static let answers = folder("SUAN_ANSWERS", "answers")
  private static let names = ["普陀区委社会工作部-2024", "普陀区财政局-2024"]
  private static let areHere = names.allSatisfy {
    bytes(of: "\(reports)/\($0).pdf") != nil && bytes(of: "\(answers)/\($0).tables.csv") != nil
  }

  /// Title, side, code, label, leaf, value and page of each figure.
  private static func lines(_ content: ReportContent) -> [String] {
    content.figures.map { figure in
      let title = content.coverage.first { $0.table == figure.table }?.title ?? ""
      let path = figure.column.split(separator: "/")
      let leaf =
        figure.table == .三公经费支出决算表 ? "\(path.first ?? ""):\(path.last ?? "")" : path.last ?? ""
      return [
        title, figure.side, figure.code, figure.label, String(leaf), figure.value.description,
        "\(figure.place.page)",
      ].joined(separator: ",")
    }.sorted()
  }

  private static func answer(_ name: String) -> [String] {
    let text = String(decoding: bytes(of: "\(answers)/\(name).tables.csv") ?? [], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map(String.init).sorted()
  }

  @Test(.enabled(if: areHere, "the real reports are not at hand"), arguments: names)
  func `every figure of the real reports is read, and none invented`(name: String) throws {
    let bytes = try #require(Self.bytes(of: "\(Self.reports)/\(name).pdf"))
    let content = try ReportReader.read(file: name + ".pdf", bytes: bytes)
    #expect(Self.lines(content) == Self.answer(name))
    #expect(content.unclaimed.isEmpty)
  }

  /// As other producers would have drawn them: without lines between columns, or rows.
  @Test(
    .enabled(if: areHere, "the real reports are not at hand"), arguments: names,
    [Rulings.horizontal, .vertical, .none])
  func `the real reports are read without a part of their rulings`(
    name: String, kept: Rulings
  ) throws {
    let bytes = try #require(Self.bytes(of: "\(Self.reports)/\(name).pdf"))
    var document = try PDFReader.document(file: name + ".pdf", bytes: bytes)
    document.rulings.removeAll { ruling in
      let isHorizontal = ruling.x1 - ruling.x0 > ruling.y1 - ruling.y0
      return kept == .none || isHorizontal != (kept == .horizontal)
    }
    var content = try ReportReader.read(file: name + ".pdf", bytes: bytes)
    content.figures = []
    content.coverage = []
    TableReader.read(document, outline: OutlineReader.read(document), into: &content)
    let answer = Self.answer(name)
    let missing = Set(answer).subtracting(Self.lines(content))
    // Where a number hangs higher than its label and no line parts the rows, a label that
    // wraps may be anyone's.
    #expect(missing.count <= answer.count * 3 / 100)
  }

  enum Rulings { case horizontal, vertical, none }

  @Test(.enabled(if: areHere, "the real reports are not at hand"))
  func `the blank template has no figures`() throws {
    let name = "部门决算模板-空白.pdf"
    let bytes = try #require(Self.bytes(of: "\(Self.reports)/\(name)"))
    let content = try ReportReader.read(file: name, bytes: bytes)
    #expect(content.figures.isEmpty)
    #expect(content.coverage.count == 9)
  }
}
