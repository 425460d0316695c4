/// A small writer of PDFs, so that the reader is tried on pages of many kinds.
///
/// Text is set in a font that is not embedded, in the encoding UniGB-UTF16-H, which poppler
/// knows; y runs top down from the upper left corner.
struct PDFCanvas {
  enum Turn {
    case none
    /// Drawn on a portrait page with /Rotate.
    case pageAttribute
    /// Every operator turned by a matrix, the page itself upright.
    case content
    /// Drawn upright on a page with /Rotate 180.
    case over
  }

  enum Ruling: CaseIterable {
    case none
    /// One stroked line from end to end.
    case strokes
    /// Thin filled rectangles.
    case rectangles
    /// A wide fill clipped to a thin rectangle.
    case clippedFills
    /// Each cell's sides for themselves, with small gaps at the corners.
    case segments
  }

  let width: Double
  let height: Double
  let turn: Turn
  /// How far the sheet reaches beyond the page that is shown.
  var bleed = 0.0
  /// Whether all is drawn again a little to the right, to look bold.
  var isDoubled = false
  /// Whether text is set in a font that claims to be three times as high as its characters.
  var isTall = false
  private var content = ""

  init(width: Double = 595, height: Double = 842, turn: Turn = .none) {
    self.width = width
    self.height = height
    self.turn = turn
  }

  mutating func text(_ text: String, x: Double, y: Double, size: Double = 10.5) {
    let hex = text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    let font = isTall ? "/F2" : "/F1"
    content += "BT \(font) \(size) Tf 1 0 0 1 \(x) \(height - y) Tm <\(hex)> Tj ET\n"
  }

  /// Large grey letters from the lower left to the upper right.
  mutating func watermark(_ text: String, size: Double = 60) {
    content += "q 0.8 g\n"
    for (index, character) in text.enumerated() {
      let step = Double(index) * size * 0.7
      let hex = String(character.utf16.first!, radix: 16)
      content += "BT /F1 \(size) Tf 0.7 0.7 -0.7 0.7 \(width * 0.2 + step) "
      content += "\(height * 0.25 + step) Tm <\(hex)> Tj ET\n"
    }
    content += "Q\n"
  }

  mutating func line(_ ruling: Ruling, x0: Double, y0: Double, x1: Double, y1: Double) {
    let (bottom, top) = (height - y1, height - y0)
    let thin = "\(x0 - 0.25) \(bottom - 0.25) \(x1 - x0 + 0.5) \(top - bottom + 0.5) re"
    switch ruling {
    case .none: break
    case .strokes: content += "0.5 w \(x0) \(bottom) m \(x1) \(top) l S\n"
    case .rectangles: content += "\(thin) f\n"
    case .clippedFills: content += "q \(thin) W n 0 0 2000 2000 re f Q\n"
    case .segments:
      let pieces = 7.0
      for piece in 0..<Int(pieces) {
        let from = Double(piece) / pieces
        let to = (Double(piece) + 1) / pieces
        content += "0.5 w \(x0 + (x1 - x0) * from) \(bottom + (top - bottom) * from) m "
        content += "\(x0 + (x1 - x0) * to) \(bottom + (top - bottom) * to) l S\n"
      }
    }
  }

  /// The width of a text: a Chinese character is as wide as it is high, any other half that.
  static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 0.5 : 1) * size }
  }

  /// The file with these pages.
  static func file(_ pages: [PDFCanvas], encrypted: Bool = false) -> [UInt8] {
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count \(pages.count) /Kids ["
        + pages.indices.map { "\(9 + 2 * $0) 0 R" }.joined(separator: " ") + "] >>",
    ]
    objects += fontObjects(number: 3, box: "-25 -254 1000 880", ascent: 880, descent: -120)
    objects += fontObjects(number: 6, box: "-25 -900 1000 1900", ascent: 1900, descent: -900)
    for page in pages { objects += page.objects(number: objects.count + 1) }
    if encrypted {
      let key = String(repeating: "5a", count: 32)
      objects.append(
        "<< /Filter /Standard /V 1 /R 2 /O <\(key)> /U <\(key)> /P -4 >>")
    }
    return file(of: objects, encrypted: encrypted)
  }

  private static func fontObjects(
    number: Int, box: String, ascent: Int, descent: Int
  ) -> [String] {
    [
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
        + "/DescendantFonts [\(number + 1) 0 R] >>",
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        + "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        + "/FontDescriptor \(number + 2) 0 R /DW 1000 /W [1 95 500] >>",
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [\(box)] "
        + "/ItalicAngle 0 /Ascent \(ascent) /Descent \(descent) /CapHeight 880 /StemV 93 >>",
    ]
  }

  private func objects(number: Int) -> [String] {
    var box = "/MediaBox [0 0 \(width) \(height)]"
    var content = content
    if isDoubled { content += "q 1 0 0 1 0.2 0 cm\n\(content)Q\n" }
    switch turn {
    case .none: break
    case .over: box += " /Rotate 180"
    case .pageAttribute:
      box = "/MediaBox [0 0 \(height) \(width)] /Rotate 90"
      content = "q 0 1 -1 0 \(height) 0 cm\n\(content)Q\n"
    case .content:
      box = "/MediaBox [0 0 \(height) \(width)]"
      content = "q 0 1 -1 0 \(height) 0 cm\n\(content)Q\n"
    }
    if bleed > 0 {
      box =
        "/MediaBox [\(-bleed) \(-2 * bleed) \(width + bleed) \(height + bleed)] "
        + "/CropBox [0 0 \(width) \(height)]"
    }
    return [
      "<< /Type /Page /Parent 2 0 R \(box) /Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> "
        + "/Contents \(number + 1) 0 R >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
    ]
  }

  private static func file(of objects: [String], encrypted: Bool) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    let security = encrypted ? " /Encrypt \(objects.count) 0 R /ID [<00> <00>]" : ""
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R\(security) >>\n"
    text += "startxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
