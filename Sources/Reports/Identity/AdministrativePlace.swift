/// The 市 and the 区 or 县 that a department's name tells.
struct AdministrativePlace {
  var city = ""
  var county = ""

  init(of name: DepartmentName, evidence: NameEvidence) {
    var source = name
    if Self.city(in: GlyphSlice(name.glyphs)) == nil,
      let fuller = evidence.slots.first(where: {
        Self.city(in: GlyphSlice($0.glyphs)) != nil && $0.isForm(of: name)
      })
    {
      source = fuller
    }
    let slice = GlyphSlice(source.glyphs)
    guard let found = Self.city(in: slice) else {
      county = Self.county(in: GlyphSlice(name.glyphs)) ?? ""
      return
    }
    city = found.name
    county = Self.county(in: GlyphSlice(slice.units[found.end...])) ?? ""
  }

  /// The first city that `text` names, and the index behind its name and 市: a known city,
  /// with or without 市, else whatever stands before a 市 at the start of the name.
  static func city(in text: GlyphSlice) -> (name: String, end: Int)? {
    var best: (name: String, end: Int, start: Int)?
    cities.firstIndices(in: text) { city, start in
      guard start < best?.start ?? Int.max else { return }
      var end = start + cities.length(of: city)
      if end < text.units.endIndex, text.units[end] == mark { end += 1 }
      // 朝阳区 is a district of Beijing, not the city of 朝阳.
      if end < text.units.endIndex, counties.contains(text.units[end]) { return }
      best = (cities[city].text + "市", end, start)
    }
    return best.map { ($0.name, $0.end) } ?? unlistedCity(in: text)
  }

  /// A city that the table does not list, such as a county-level one: 大冶市教育局.
  private static func unlistedCity(in text: GlyphSlice) -> (name: String, end: Int)? {
    guard let end = text.units.firstIndex(of: mark) else { return nil }
    var start = text.units.startIndex
    for opening in openings where text.hasPrefix(opening) {
      start = max(start, text.units.startIndex + opening.count)
    }
    if let province = text.units[start..<end].lastIndex(of: provinceMark) { start = province + 1 }
    let name = text.units[start..<end]
    guard (2...4).contains(name.count), !name.contains(where: counties.contains) else { return nil }
    return (text.units[start...end].asText, end + 1)
  }

  private static let mark = Glyphs("市").units[0]
  private static let provinceMark = Glyphs("省").units[0]
  /// What may stand before the place in a name, the longest last.
  private static let openings = [Glyphs("中共"), Glyphs("中国共产党")]

  /// The index behind the city's name at the very start of `text`, or nil.
  static func cityEnd(in text: GlyphSlice) -> Int? {
    guard let city = cities.first(beginning: text) else { return nil }
    let end = text.units.startIndex + cities.length(of: city)
    return end < text.units.endIndex && text.units[end] == mark ? end + 1 : end
  }

  /// The 区, 县 or 旗 in `text`; a development zone only where no district stands beside it.
  private static func county(in text: GlyphSlice) -> String? {
    var zone: String?
    var start = text.units.startIndex
    for index in text.units.indices {
      let unit = text.units[index]
      if unit == Mark.open || unit == Mark.close || unit == mark { start = index + 1 }
      guard counties.contains(unit), index - start >= 1, index - start <= 6 else { continue }
      let name = text.units[start...index].asText
      start = index + 1
      if zones.contains(where: name.hasSuffix) { zone = zone ?? name } else { return name }
    }
    return zone
  }

  private static let counties = Glyphs("区县旗").units
  private static let zones = ["开发区", "经开区", "高新区", "新区", "风景区", "管理区"]

  private static let cities = GlyphWords(cityNames.split(separator: " ").map { Glyphs($0) })
}
