import Testing

@testable import Reports

/// What cannot be read says why, in a sentence.
@Suite struct PDFFaultTests {
  private static func reason(_ bytes: [UInt8]) -> String? {
    do {
      _ = try PDFReader.document(file: "faulty.pdf", bytes: bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  private static func report(encrypted: Bool = false, withText: Bool = true) -> [UInt8] {
    var page = PDFCanvas()
    page.line(.strokes, x0: 50, y0: 50, x1: 200, y1: 50)
    if withText { page.text("支出决算表", x: 200, y: 70) }
    return PDFCanvas.file([page], encrypted: encrypted)
  }

  @Test func `a sound file is read`() {
    #expect(Self.reason(Self.report()) == nil)
  }

  @Test func `a truncated file`() {
    let whole = Self.report()
    for share in [0.3, 0.6, 0.9] {
      let cut = Array(whole.prefix(Int(Double(whole.count) * share)))
      #expect(Self.reason(cut) == "the PDF is truncated: its end is missing")
    }
  }

  @Test func `a damaged file`() {
    var bytes = Self.report()
    // The page tree goes.
    for index in 15..<120 { bytes[index] = UInt8(ascii: "x") }
    #expect(Self.reason(bytes) == "the PDF is damaged")
  }

  @Test func `an encrypted file`() {
    #expect(
      Self.reason(Self.report(encrypted: true)) == "the PDF is encrypted and needs a password")
  }

  @Test func `pages without text`() {
    #expect(
      Self.reason(Self.report(withText: false))
        == "the PDF has no text layer (scanned pages): run OCR on it first")
  }

  @Test(arguments: [false, true])
  func `columns that run over onto other sheets`(isRuled: Bool) {
    var table = PDFTable(
      widths: [80, 240, 160], header: [["科目编码", "科目名称", "本年支出合计"]],
      rows: [
        ["201", "一般公共服务支出", "12.00"], ["20103", "政府办公厅", "12.00"], ["2010301", "行政运行", "7.00"],
        ["2010302", "一般行政管理事务", "5.00"],
      ], numbers: [2])
    table.ruling = isRuled ? .strokes : .none
    var pages = [PDFCanvas()]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    _ = table.draw(on: &pages, from: 100)
    let own = Self.reason(PDFCanvas.file(pages))
    #expect(own == nil)
    table.widths = [200, 200]
    table.header = [["基本支出", "项目支出"]]
    table.rows = [["7.00", "5.00"], ["7.00", "5.00"], ["7.00", ""], ["", "5.00"]]
    table.numbers = [0, 1]
    var beside = [PDFCanvas()]
    _ = table.draw(on: &beside, from: 100)
    // Other sheets may stand between: those with the rows that follow.
    for between in [[], [PDFCanvas()]] {
      let reason = Self.reason(PDFCanvas.file(pages + between + beside))
      #expect(
        reason == "its tables are too wide for a page: the columns on page \(between.count + 2) "
          + "belong beside page 1; print each table one page wide")
    }
  }

  @Test func `an archive and other bytes named pdf`() {
    #expect(Self.reason([0x50, 0x4B, 3, 4, 0, 0]) == "the file is a zip archive, not a PDF")
    #expect(Self.reason(Array("no PDF".utf8)) == "the file is not a PDF")
    #expect(Self.reason([]) == "the file is empty")
  }

  @Test func `a missing program is told from a failing one`() throws {
    let outputs = try #require(
      ChildProcess.run([["no-such-program-of-poppler"], ["false"]], input: []))
    #expect(Poppler.failure(of: outputs[0], from: "pdftotext") == .notInstalled)
    #expect(Poppler.failure(of: outputs[1], from: "pdftotext") == .damaged)
    #expect(
      Poppler.Failure.notInstalled.reason == "reading a PDF needs poppler: install poppler-utils")
  }

  @Test func `a program that hangs, crashes or floods is stopped`() throws {
    var limits = ChildProcess.Limits()
    limits.wallSeconds = 1
    limits.outputBytes = 1 << 20
    let commands = [["sleep", "60"], ["sh", "-c", "kill -SEGV $$"], ["cat", "/dev/zero"]]
    let outputs = try #require(ChildProcess.run(commands, input: [], limits: limits))
    #expect(Poppler.failure(of: outputs[0], from: "pdftotext") == .timedOut)
    #expect(Poppler.failure(of: outputs[1], from: "pdftotext") == .crashed(program: "pdftotext"))
    #expect(Poppler.failure(of: outputs[2], from: "pdftotext") == .tooLarge)
  }

  @Test func `a program's input is the bytes given`() throws {
    let bytes = Array("支出".utf8)
    let outputs = try #require(
      ChildProcess.run(
        [["cat", ChildProcess.inputPath], ["cat", ChildProcess.inputPath]],
        input: bytes))
    #expect(outputs.map(\.standardOutput) == [bytes, bytes])
  }
}
