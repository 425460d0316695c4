/// The project that a passage of the self-evaluation speaks of.
enum ProjectName {
  /// The name before 项目绩效自评综述 or 项目自评报告, or nil.
  static func read(_ passage: Passage) -> String? {
    let opening = GlyphSlice(passage.folded.prefix(80))
    guard let end = ends.lazy.compactMap(opening.firstIndex).first else { return nil }
    var name = passage.folded[..<end]
    if let marker = ListMarker.read(name) { name = name.dropFirst(marker.length) }
    if GlyphSlice(name).hasSuffix("项目"), name.count > 2 { name = name.dropLast(2) }
    guard !name.isEmpty, name.count <= 40, !name.contains(where: Mark.endsClause) else {
      return nil
    }
    return name.asText
  }

  private static let ends: [Glyphs] = ["绩效自评综述", "绩效自评综合综述", "绩效自评综合情况", "自评综述"]
}
