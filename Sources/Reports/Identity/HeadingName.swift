/// Finds the department's name in a cover or a part's heading.
enum HeadingName {
  /// The name in 2020年度…部门决算, 第一部分…概况, 第三部分…2020年度部门决算情况说明; nil where
  /// there is none.
  static func read(_ heading: GlyphSlice) -> Glyphs? {
    guard let end = ends.first(in: heading)?.index else { return nil }
    var name = heading.units[..<end]
    if GlyphSlice(name).hasPrefix("第"), let part = GlyphSlice(name).firstIndex(of: "部分") {
      name = name[(part + 2)...]
    }
    name = withoutYear(name)
    while let last = name.last, trailing.contains(last) { name = name.dropLast() }
    guard (3...60).contains(name.count), !name.contains(where: Mark.endsClause),
      placeholders.first(beginning: GlyphSlice(name)) == nil
    else { return nil }
    return Glyphs(units: Array(name))
  }

  /// The name without 2020年度 before or behind it.
  private static func withoutYear(_ name: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var name = name
    if let year = GlyphSlice(name).firstIndex(of: "年度") ?? GlyphSlice(name).firstIndex(of: "年") {
      let length = GlyphSlice(name[year...]).hasPrefix("年度") ? 2 : 1
      var start = year
      while start > name.startIndex, Mark.isDigit(name[start - 1]) { start -= 1 }
      guard start < year else { return name }
      name = start == name.startIndex ? name[(year + length)...] : name[..<start]
    }
    return name
  }

  private static let ends: GlyphWords = ["部门决算", "单位决算", "部门预算", "单位预算", "概况", "基本情况"]
  private static let placeholders: GlyphWords = ["部门名称", "单位名称", "部门概", "部门基本"]
  private static let trailing = Set(Glyphs(":,、.").units)
}
