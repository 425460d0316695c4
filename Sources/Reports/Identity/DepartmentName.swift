/// A department's name as printed, and how its forms are told from other departments' names.
struct DepartmentName: Hashable {
  /// The name, folded, without 加挂 brackets and （本级）.
  let glyphs: Glyphs

  init(_ name: Glyphs) {
    var units = name.units
    for range in Self.brackets(in: units).reversed()
    where Self.remarks.occur(in: GlyphSlice(units[range])) {
      units.removeSubrange(range)
    }
    glyphs = Glyphs(units: units)
  }

  /// The name with full-width brackets.
  var text: String {
    String(
      scalars: glyphs.units.lazy.map {
        $0 == Mark.open || $0 == Mark.close ? UInt32($0) + 0xFEE0 : UInt32($0)
      })
  }

  /// Whether it names no place: 区委办公室.
  var isShort: Bool {
    let slice = GlyphSlice(glyphs)
    if Self.starts.first(beginning: slice) != nil { return false }
    return AdministrativePlace.city(in: slice) == nil && !hasOwnPlace
  }

  /// A 省, 市, 区 or 县 with a name of its own stands at the start: 江夏区财政局.
  private var hasOwnPlace: Bool {
    glyphs.units.prefix(5).enumerated().contains {
      $0.offset >= 2 && Self.places.contains($0.element)
    }
  }

  /// Whether it is a template's: 上海市XX局.
  var isPlaceholder: Bool {
    Self.placeholders.occur(in: GlyphSlice(glyphs))
  }

  /// Whether the two are forms of one name: one is what is left of the other when words are
  /// shortened and left out.
  func isForm(of other: DepartmentName) -> Bool {
    let a = skeleton
    let b = other.skeleton
    guard a.count >= 4, b.count >= 4, a.suffix(2) == b.suffix(2) else { return false }
    return Self.isSubsequence(a, of: b) || Self.isSubsequence(b, of: a)
  }

  /// The name's characters with the usual long words shortened and brackets left out.
  private var skeleton: [UInt16] {
    var units = glyphs.units
    for range in Self.brackets(in: units).reversed() { units.removeSubrange(range) }
    for (long, short) in Self.shortenings {
      while let start = GlyphSlice(units[...]).firstIndex(of: long) {
        units.replaceSubrange(start..<(start + long.count), with: short.units)
      }
    }
    return units
  }

  /// Shorter forms that reports use in running text: without 中共, city and county, with 政府
  /// for 人民政府.
  var shortForms: [DepartmentName] {
    var forms = [glyphs.units]
    for (long, short) in Self.variants {
      for form in forms {
        guard let start = GlyphSlice(form[...]).firstIndex(of: long) else { continue }
        forms.append(Array(form[..<start]) + short.units + form[(start + long.count)...])
      }
    }
    for form in forms {
      var rest = form[...]
      if GlyphSlice(rest).hasPrefix("中共") { rest = rest.dropFirst(2) }
      if GlyphSlice(rest).hasPrefix("中国共产党") { rest = rest.dropFirst(5) }
      forms.append(Array(rest))
      guard let city = AdministrativePlace.cityEnd(in: GlyphSlice(rest)) else { continue }
      forms.append(Array(rest[city...]))
      guard let county = rest[city...].firstIndex(where: Self.places.contains), county - city < 5
      else { continue }
      forms.append(Array(rest[county...]))
    }
    return forms.map { DepartmentName(Glyphs(units: $0)) }
  }

  private static func isSubsequence(_ short: [UInt16], of long: [UInt16]) -> Bool {
    var index = 0
    for unit in long where index < short.count && unit == short[index] { index += 1 }
    return index == short.count
  }

  private static func brackets(in units: [UInt16]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (index, unit) in units.enumerated() {
      if unit == Mark.open, start == nil { start = index }
      if unit == Mark.close, let open = start {
        result.append(open..<(index + 1))
        start = nil
      }
    }
    return result
  }

  private static let remarks: GlyphWords = ["挂", "本级", "盖章", "以下简称"]
  private static let placeholders: GlyphWords = [
    "XX", "xx", "××", "○○", "**", "□□", "某某", "__",
  ]
  private static let starts: GlyphWords = ["中共", "中国共产党", "中华", "湖北省"]
  private static let places = Glyphs("省市区县旗州").units
  private static let variants: [(Glyphs, Glyphs)] = [
    ("中国共产党", "中共"), ("人民政府", "政府"),
  ]
  private static let shortenings: [(Glyphs, Glyphs)] = [
    ("中国共产党", "中共"), ("人民政府", "政府"), ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"), ("工作委员会", "工委"), ("委员会", "委"),
  ]
}

extension Glyphs {
  var text: String { units[...].asText }
}
