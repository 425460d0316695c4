import Accounts
import Testing

@testable import Reports

@Suite("Bytes become lines and spans")
struct TextReaderTests {
  private static let sample = "支出\t1,234.50\t\t合 计\r\n\u{3000}第二行 12\n"

  /// The sample in the encodings that are told apart by their bytes.
  private static let encodings: [(name: String, bytes: [UInt8])] = [
    ("UTF-8", Array(sample.utf8)),
    ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + Array(sample.utf8)),
    ("UTF-16 LE with mark", [0xFF, 0xFE] + utf16(bigEndian: false)),
    ("UTF-16 BE with mark", [0xFE, 0xFF] + utf16(bigEndian: true)),
    ("UTF-16 LE", utf16(bigEndian: false)),
    ("UTF-16 BE", utf16(bigEndian: true)),
    (
      "GB18030",
      [0xD6, 0xA7, 0xB3, 0xF6, 0x09] + Array("1,234.50".utf8) + [0x09, 0x09, 0xBA, 0xCF, 0x20]
        + [0xBC, 0xC6, 0x0D, 0x0A, 0xA1, 0xA1, 0xB5, 0xDA, 0xB6, 0xFE, 0xD0, 0xD0, 0x20]
        + Array("12\n".utf8)
    ),
  ]

  private static func utf16(bigEndian: Bool) -> [UInt8] {
    sample.utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }

  @Test("An encoding is told by the bytes", arguments: encodings.map(\.name))
  func encoding(name: String) throws {
    let bytes = try #require(Self.encodings.first { $0.name == name }).bytes
    let document = try TextReader.read(file: "a.txt", bytes: bytes)
    #expect(document.lines.count == 2)
    #expect(
      document.spans[document.lines[0].spans].map(document.text(of:)) == [
        "支出", "1,234.50", "", "合 计",
      ])
    #expect(document.spans[document.lines[1].spans].map(document.text(of:)) == ["第二行", "12"])
    #expect(document.lines[0].isTabbed && !document.lines[1].isTabbed)
  }

  @Test("Lines are counted by newlines, form feeds are white space")
  func lineNumbers() {
    let document = TextReader.document(utf8: Array("一\n\n\u{0C}二 三\r\n四".utf8))
    #expect(document.lines.map(\.number) == [1, 2, 3, 4])
    #expect(document.spans.map(document.text(of:)) == ["一", "二", "三", "四"])
    #expect(document.spans[2].x0 == 4)
  }

  @Test("Lines may end in carriage returns alone")
  func carriageReturns() throws {
    let document = TextReader.document(utf8: Array("一\r\r二\t三\r四".utf8))
    #expect(document.lines.map(\.number) == [1, 2, 3, 4])
    #expect(document.spans.map(document.text(of:)) == ["一", "二", "三", "四"])
    #expect(document.lines.map(\.isTabbed) == [false, false, true, false])
    // One among newlines is white space.
    let stray = TextReader.document(utf8: Array("一\r二\n三\n四".utf8))
    #expect(stray.lines.count == 3)
    let text = FictitiousReport(seed: 3, layout: .tabs).text
    func figures(_ text: String) throws -> [String] {
      let content = try ReportReader.read(file: "a.txt", bytes: Array(text.utf8))
      return content.figures.map { "\($0.place) \($0.summary)" }
    }
    #expect(try figures(text.replacing("\n", with: "\r")) == figures(text))
  }

  @Test(
    "What is no text is refused in one sentence",
    arguments: [
      ([], "the file is empty"), ([0x20, 0x0A], "the file holds nothing but white space"),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0x00], "the file is a JPEG image, not a report's text"),
      (
        [0x50, 0x4B, 0x03, 0x04, 0x00],
        "the file is a zip archive or an Office document, not a report's text"
      ),
      (
        [0x80, 0x81, 0xFF, 0x00, 0x13, 0x01, 0x02, 0xFE],
        "its bytes are no text in UTF-8, UTF-16 or GB18030"
      ),
      ([0x41, 0x00, 0x01, 0x02, 0x03], "its bytes are no text in UTF-8, UTF-16 or GB18030"),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], reason: String) {
    #expect(throws: ReportError(file: "b.txt", reason: reason)) {
      try TextReader.read(file: "b.txt", bytes: bytes)
    }
  }
}

@Suite("Well-formed UTF-8")
struct UTF8ValidationTests {
  @Test("every lead byte with bytes at the bounds behind it is judged as the library does")
  func judged() {
    let seconds: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    let others: [UInt8] = [0x41, 0x80, 0xBF, 0xC0]
    var wrong: [[UInt8]] = []
    for lead in UInt8(0x7F)...0xFF {
      for second in seconds {
        for (third, fourth) in others.flatMap({ third in others.map { (third, $0) } }) {
          let bytes = Array("预算a".utf8) + [lead, second, third, fourth] + Array("数".utf8)
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          if bytes.withUnsafeBufferPointer(UTF8Validation.isValid) != isValid {
            wrong.append(bytes)
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("a text cut anywhere is judged as the library does")
  func cut() {
    let bytes = Array("2020年度，支出é𠀀决算 1.5 万元".utf8)
    for end in 0...bytes.count {
      let part = Array(bytes[..<end])
      let isValid = String(validating: part, as: UTF8.self) != nil
      #expect(part.withUnsafeBufferPointer(UTF8Validation.isValid) == isValid)
    }
  }
}

@Suite("Hashes of files")
struct FingerprintTests {
  @Test("texts that differ in a byte, its place or their length differ")
  func differ() {
    let text = Array("2020年度部门决算".utf8)
    var seen: Set<UInt64> = [Fingerprint.of(text)]
    for index in text.indices {
      for bit in 0..<8 {
        var other = text
        other[index] ^= 1 << UInt8(bit)
        #expect(seen.insert(Fingerprint.of(other)).inserted)
      }
    }
    for count in 0...20 {
      #expect(seen.insert(Fingerprint.of([UInt8](repeating: 0, count: count))).inserted)
    }
    for place in 0..<20 {
      let zeros = [UInt8](repeating: 0, count: 20)
      #expect(seen.insert(Fingerprint.of(zeros[..<place] + [1] + zeros[place...])).inserted)
    }
    #expect(Fingerprint.of(text) == Fingerprint.of(text + []))
  }
}
