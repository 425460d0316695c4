import Accounts

/// Tells who reports on which year, in the report's own words.
enum IdentityReader {
  /// The identity that the cover, the part headings and the prose tell.
  static func read(_ document: Document, outline: Outline, prose: Glyphs) -> ReportIdentity {
    let cover = coverText(document, outline)
    let headings = outline.parts.map { Glyphs($0.title) }
    let evidence = NameEvidence(document, prose: prose)
    let printed = headingName(cover: cover, headings: headings)
    let name = DepartmentName(printed.units.isEmpty ? evidence.firstNamed : printed)
    let full = name.isShort ? evidence.fullest(endingIn: name) ?? name : name
    let place = AdministrativePlace(of: full, evidence: evidence)
    let year = year(cover: cover, headings: headings, evidence: evidence)
    return ReportIdentity(
      kind: kind(cover: cover, headings: headings, name: full, year: year, evidence: evidence),
      department: full.text, aliases: aliases(of: full, heading: name, evidence: evidence),
      year: year, city: place.city, county: place.county)
  }

  // MARK: The cover and the headings

  /// The lines before the table of contents, joined.
  private static func coverText(_ document: Document, _ outline: Outline) -> Glyphs {
    var cover: [UInt16] = []
    for index in outline.front.prefix(40) where !document.lines[index].isTabbed {
      if contents.first(beginning: document.glyphs(of: document.lines[index])) != nil { break }
      cover += document.glyphs(of: document.lines[index]).units
    }
    return Glyphs(units: cover)
  }

  private static let contents: GlyphWords = ["目录", "第一部分"]

  private static func headingName(cover: Glyphs, headings: [Glyphs]) -> Glyphs {
    for text in [cover] + headings {
      if let name = HeadingName.read(GlyphSlice(text)) { return name }
    }
    return Glyphs()
  }

  // MARK: Kind and year

  private static func kind(
    cover: Glyphs, headings: [Glyphs], name: DepartmentName, year: Int, evidence: NameEvidence
  ) -> ReportIdentity.Kind {
    let isBlank = name.isPlaceholder || evidence.isPlaceholder
    for title in [cover] + headings {
      for (word, kind) in kindWords where GlyphSlice(title).contains(word) {
        return isBlank && kind != .部门预算 ? .空白模板 : kind
      }
    }
    // What merely speaks of totals, by nobody and of no year, reports nothing.
    let isSomeones = !name.glyphs.isEmpty || year > 0
    return isSomeones && evidence.speaksOfTotals ? .部门决算 : .其他
  }

  private static let kindWords: [(Glyphs, ReportIdentity.Kind)] = [
    ("部门决算", .部门决算), ("单位决算", .单位决算), ("部门预算", .部门预算), ("单位预算", .部门预算),
  ]

  private static func year(cover: Glyphs, headings: [Glyphs], evidence: NameEvidence) -> Int {
    var counts: [Int: Int] = [:]
    for text in [cover] + headings { FiscalYear.count(in: GlyphSlice(text), into: &counts) }
    if counts.isEmpty { FiscalYear.count(in: GlyphSlice(evidence.text), into: &counts) }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  // MARK: Aliases

  private static func aliases(
    of full: DepartmentName, heading: DepartmentName, evidence: NameEvidence
  ) -> [String] {
    var result: [String] = []
    func add(_ name: DepartmentName) {
      let text = name.text
      guard text != full.text, !result.contains(text), name.glyphs.count >= 4 else { return }
      result.append(text)
    }
    add(heading)
    for name in evidence.slots where name.isForm(of: full) { add(name) }
    for short in evidence.printed(of: full.shortForms) { add(short) }
    return result
  }
}

/// Years as reports print them: 2020年度.
enum FiscalYear {
  /// Counts each 20XX年度 of `text`.
  static func count(in text: GlyphSlice, into counts: inout [Int: Int]) {
    let units = text.units.span
    var start = 4
    while let index = units.firstIndex(of: 0x5E74, from: start) {
      start = index + 1
      guard start < units.count, units[start] == 0x5EA6,
        let year = read(text.units[..<(text.units.startIndex + index)])
      else { continue }
      counts[year, default: 0] += 1
    }
  }

  /// The year whose four digits end `text`; nil where there is none from 1990 to 2100.
  static func read(_ text: ArraySlice<UInt16>) -> Int? {
    let digits = text.suffix(4)
    guard digits.count == 4, digits.allSatisfy(Mark.isDigit) else { return nil }
    let year = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    return (1990...2100).contains(year) ? year : nil
  }
}
