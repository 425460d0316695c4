/// The project that a passage of the self-evaluation speaks of.
enum ProjectName {
  /// The name before 项目绩效自评综述 or 项目自评报告, or nil.
  static func read(_ passage: Passage) -> String? {
    let opening = GlyphSlice(passage.folded.prefix(80))
    guard let end = ends.first(in: opening)?.index else { return nil }
    var name = passage.folded[..<end]
    if let marker = ListMarker.read(name) { name = name.dropFirst(marker.length) }
    if GlyphSlice(name).hasSuffix(project), name.count > 2 { name = name.dropLast(2) }
    guard !name.isEmpty, name.count <= 40, !name.contains(where: Mark.endsClause) else {
      return nil
    }
    return name.asText
  }

  /// The project of a heading like 2021年度…办公室 / 购买劳务支出项目自评报告: what stands before
  /// these words on the heading's last line.
  static func reportTitle(_ passage: Passage, of document: Document) -> String? {
    guard passage.folded.count <= 70, !passage.folded.contains(where: Mark.endsClause),
      titles.occur(in: passage.slice),
      let end = titles.lazy.compactMap(passage.slice.lastIndex).first
    else { return nil }
    var start = end
    let line = passage.line(of: end, in: document)
    while start > passage.folded.startIndex, passage.line(of: start - 1, in: document) == line {
      start -= 1
    }
    var name = passage.folded[start..<end]
    if let owner = owners.lazy.compactMap({ word in
      GlyphSlice(name).lastIndex(of: word).map { $0 + word.count }
    }).first, owner < end {
      name = name[owner...]
    }
    return name.isEmpty ? nil : Punctuation.printed(name)
  }

  private static let project: Glyphs = "项目"
  private static let titles: GlyphWords = [
    "项目自评报告", "项目自评结果", "项目绩效自评报告", "项目支出绩效自评报告",
  ]
  /// What a department's name ends in.
  private static let owners: GlyphWords = ["办公室", "委员会", "局", "中心"]

  private static let ends: GlyphWords = ["绩效自评综述", "绩效自评综合综述", "绩效自评综合情况", "自评综述"]
}
