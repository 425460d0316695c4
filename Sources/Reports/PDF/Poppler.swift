/// The programs of poppler-utils, and what their failures mean.
enum Poppler {
  /// Why a PDF could not be read; ``reason`` has the words.
  enum Failure: Error, Equatable {
    case notInstalled
    case encodingsNotInstalled
    case encrypted
    case damaged
    case empty
    case truncated
    case noText
    case noCharacters(font: String)
    /// Columns of one page's rows stand on another.
    case runsOver(from: Int, onto: Int)
    case notPDF(isArchive: Bool)
    case timedOut
    case tooLarge
    case crashed(program: String)
    case noProcess
  }

  /// The words of every page. Poppler makes up characters for a font that does not tell them:
  /// text that no report has then is refused.
  static func words(of pdf: [UInt8]) throws(Failure) -> [PageWords] {
    // Positions from the crop box, as in the drawings.
    let command = ["pdftotext", "-bbox", "-cropbox", ChildProcess.inputPath, "-"]
    let outputs = try run([command, ["pdffonts", ChildProcess.inputPath]], on: pdf)
    let pages = PageWords.pages(in: outputs[0])
    if let font = FontList.mute(in: outputs[1]), !FontList.isLikely(pages) {
      throw .noCharacters(font: font)
    }
    return pages
  }

  /// The drawings of the first `count` pages, by a process for each half.
  ///
  /// `side` is the longest side of any page: what lies beyond the sheet is not drawn, and
  /// every page of a run is drawn on a sheet of the first one's size unless one is named.
  static func drawings(
    of pdf: [UInt8], count: Int, side: Int
  ) throws(Failure) -> [PageDrawing] {
    let middle = (count + 1) / 2
    let halves = [1...middle, (middle + 1)...max(count, middle + 1)].prefix(min(count, 2))
    // Not shrunk and not centred, so that the drawing agrees with the words.
    let sheet = ["-noshrink", "-nocenter", "-paperw", "\(side)", "-paperh", "\(side)"]
    let commands = halves.map { pages in
      ["pdftocairo", "-svg"] + sheet
        + ["-f", "\(pages.lowerBound)", "-l", "\(pages.upperBound)", ChildProcess.inputPath, "-"]
    }
    return try run(commands, on: pdf).flatMap(PageDrawing.pages)
  }

  private static func run(
    _ commands: [[String]], on pdf: [UInt8]
  ) throws(Failure) -> [[UInt8]] {
    guard let outputs = ChildProcess.run(commands, input: pdf) else { throw .noProcess }
    var results: [[UInt8]] = []
    for (command, output) in zip(commands, outputs) {
      if let failure = failure(of: output, from: command[0]) { throw failure }
      results.append(output.standardOutput)
    }
    return results
  }

  static func failure(of output: ChildProcess.Output, from program: String) -> Failure? {
    let words = String(decoding: output.standardError.prefix(1 << 16), as: UTF8.self)
    switch output.ending {
    case .timedOut: return .timedOut
    case .tooMuchOutput: return .tooLarge
    case .signalled: return .crashed(program: program)
    case .exited(ChildProcess.notFound): return .notInstalled
    case .exited(let status):
      if words.contains("ncorrect password") { return .encrypted }
      if words.contains("Missing language pack") { return .encodingsNotInstalled }
      if status != 0 || signsOfDamage.contains(where: words.contains) { return .damaged }
      return nil
    }
  }

  /// Poppler goes on past damage; what it then gives is not the report that was published.
  /// Its mere warnings, on fonts and operators above all, are common in readable files.
  private static let signsOfDamage = [
    "Couldn't find trailer dictionary", "Couldn't read xref table", "Couldn't read page",
    "Unexpected end of file", "Bad 'Length' attribute in stream", "Unterminated string",
    "in flate stream", "Invalid XRef entry", "try to reconstruct", "Kid object",
    "No font in show", "Unknown font tag", "incorrect stream length",
  ]
}

extension Poppler.Failure {
  /// One plain sentence without a trailing full stop.
  var reason: String {
    switch self {
    case .notInstalled: "reading a PDF needs poppler: install poppler-utils"
    case .encodingsNotInstalled: "its Chinese text needs poppler's tables: install poppler-data"
    case .encrypted: "the PDF is encrypted and needs a password"
    case .damaged: "the PDF is damaged"
    case .empty: "the file is empty"
    case .truncated: "the PDF is truncated: its end is missing"
    case .noText: "the PDF has no text layer (scanned pages): run OCR on it first"
    case .noCharacters(let font):
      "the font \(font) of the PDF does not tell its characters: run OCR on it first"
    case .runsOver(let first, let second):
      "its tables are too wide for a page: the columns on page \(second) belong beside page "
        + "\(first); print each table one page wide"
    case .notPDF(isArchive: true): "the file is a zip archive, not a PDF"
    case .notPDF(isArchive: false): "the file is not a PDF"
    case .timedOut: "poppler did not finish reading the PDF in time"
    case .tooLarge: "the PDF draws too much to be read"
    case .crashed(let program): "\(program) crashed on the PDF"
    case .noProcess: "no process could be started to read the PDF"
    }
  }
}
