import Accounts

/// Reads the standard tables of a report into figures.
enum TableReader {
  /// Reads every table of the outline and adds figures, coverage, unclaimed tokens and
  /// formulas to `content`, whose prose helps where a table leaves a column open. Of tables that
  /// are printed again no number is claimed.
  ///
  /// `sheet` reads the rows of one table. A reader of another kind of document makes a ``Grid``
  /// of the table's lines and gives what ``GridReader`` reads in it; the places of its cells
  /// are those of ``Document/place(of:in:)``, by which numbers are counted.
  static func read(
    _ document: Document, outline: Outline, into content: inout ReportContent,
    sheet: (TableText) -> TableSheet = anySheet
  ) {
    let read = outline.tables.dropLast(outline.repeated.count)
    let pageNumbers = PageNumbers(of: document, tables: read)
    let texts = read.map { TableText($0, of: document, pageNumbers: pageNumbers) }
    let sheets = texts.map(sheet)
    let evidence =
      sheets.contains(where: \.needsEvidence)
      ? Evidence(content.prose, content.statements) : nil
    let figures = TableInterpreter.figures(
      of: sheets, units: texts.map { $0.unit ?? .万元 }, evidence: evidence,
      document: document)
    content.figures.reserveCapacity(figures.reduce(0) { $0 + $1.count })
    for index in texts.indices {
      add(texts[index], sheets[index], figures[index], to: &content)
    }
    guard document.givesTexts else { return }
    for table in outline.repeated {
      content.unclaimed +=
        TokenCount(TableText(table, of: document), claims: TokenClaims()).unclaimed
    }
  }

  /// The rows of a table in the layout of its document.
  private static func anySheet(_ text: TableText) -> TableSheet {
    text.document.layout == .positioned ? PositionedSheet.read(text) : textSheet(text)
  }

  /// The rows of a table in a text file, whose cells are parted by tabs or by mere spaces.
  private static func textSheet(_ text: TableText) -> TableSheet {
    let tabbed = text.grid.count { text.document.lines[$0].isTabbed }
    if tabbed * 2 > text.grid.count {
      return GridReader.read(
        TableCells(tabbed: text.grid, of: text.document), of: text.region.table)
    }
    var cells = TableCells(runs: text.grid, of: text.document)
    if !text.loneNumbersMayBeAmounts { cells.dropLoneAmounts() }
    return TokenReader.read(cells, of: text.region.table)
  }

  private static func add(
    _ text: TableText, _ sheet: TableSheet, _ figures: [Figure],
    to content: inout ReportContent
  ) {
    guard text.document.givesTexts else {
      content.figures += figures
      content.coverage.append(coverage(of: text, TableCoverage.TokenCounts()))
      return
    }
    var claims = TokenClaims()
    claims.add(sheet.ordinals.map(\.place), as: .ordinal)
    claims.add(sheet.codes, as: .code)
    claims.add(sheet.words, as: .word)
    claims.add(sheet.parts, as: .figure)
    claims.add(figures.lazy.map(\.place), as: .figure)
    claims.settle()
    let tokens = TokenCount(text, claims: claims)
    let formulas = FormulaReader.read(text)
    content.figures +=
      formulas.isEmpty ? figures : RowOrdinals.number(figures, by: sheet.ordinals)
    content.coverage.append(coverage(of: text, tokens.counts))
    content.unclaimed += tokens.unclaimed
    content.formulas += formulas
  }

  private static func coverage(
    of text: TableText, _ tokens: TableCoverage.TokenCounts
  ) -> TableCoverage {
    func place(_ line: Document.Line) -> Place { Place(page: line.page, line: line.number) }
    var coverage = TableCoverage(
      table: text.region.table, title: text.region.title,
      place: place(text.document.lines[text.region.heading.lowerBound]),
      statement: text.statement, unit: text.unit, department: text.department)
    if let line = text.statementLine { coverage.statementPlace = place(line) }
    if let line = text.departmentLine { coverage.departmentPlace = place(line) }
    coverage.tokens = tokens
    return coverage
  }
}
