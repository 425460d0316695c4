import Testing

@testable import Accounts

private func content(
  _ department: String, _ year: Int, file: String = "a.txt", aliases: [String] = [],
  total: String = "1.00", county: String = "", fingerprint: UInt64 = 0
) -> ReportContent {
  var content = ReportContent(
    file: file,
    identity: ReportIdentity(
      kind: .部门决算, department: department, aliases: aliases, year: year, county: county))
  content.fingerprint = fingerprint
  content.figures = [
    Figure(
      table: .支出决算表, side: "", code: "", label: "合计", column: "本年支出合计", rowRole: .合计,
      columnRole: .合计, value: PrintedNumber(total)!, unit: .万元, place: Place(line: 1), raw: "")
  ]
  return content
}

@Suite("One report per department and year")
struct DatasetTests {
  @Test func `Identical reports count once, of differing ones the last named is used`() throws {
    let same = DatasetBuilder.build([
      content("江城市云山区教育局", 2020, file: "a.txt"), content("江城市云山区教育局", 2020, file: "b.pdf"),
    ])
    #expect(same.reports.count == 1)
    #expect(same.notes.map(\.kind) == [.copy])
    let differing = DatasetBuilder.build([
      content("江城市云山区教育局", 2020, file: "a.txt"),
      content("江城市云山区教育局", 2020, file: "b.txt", total: "2.00"),
    ])
    #expect(differing.notes.map(\.kind) == [.differingCopy])
    #expect(differing.reports.map(\.content.file) == ["b.txt"])
  }

  @Test func `A short form names a department where it names exactly one`() {
    let data = DatasetBuilder.build([
      content("江城市云山区人民政府办公室", 2020, county: "云山区"),
      content("中共江城市云山区委员会宣传部", 2020, aliases: ["区委宣传部"], county: "云山区"),
    ])
    #expect(data.departments(equal: "云山区政府办") == [1])
    #expect(data.departments(equal: "区委宣传部") == [0])
    #expect(data.departments(equal: "云山区") == [])
    #expect(data.departments(containing: "云山") == [0, 1])
  }

  @Test func `Reports and departments are numbered alike whatever order they come in`() {
    let contents = [
      content("乙局", 2021), content("甲局", 2020), content("丙局", 2020), content("甲局", 2021),
    ]
    for contents in [contents, contents.reversed()] {
      let data = DatasetBuilder.build(contents)
      #expect(data.departments.map(\.name) == ["丙局", "乙局", "甲局"])
      #expect(data.reports.map(\.year) == [2020, 2020, 2021, 2021])
      #expect(data.reports.map(\.department) == [0, 2, 1, 2])
    }
  }

  @Test func `Other documents are named with their kind and skipped`() {
    var budget = content("甲局", 2020)
    budget.identity.kind = .部门预算
    var blank = content("甲局", 2020)
    blank.identity.kind = .空白模板
    let data = DatasetBuilder.build([budget, blank])
    #expect(data.reports.isEmpty)
    #expect(data.notes.map(\.kind) == [.otherKind, .blank])
    #expect(data.notes[0].text.contains("部门预算"))
  }
}

@Suite("The catalogue")
struct CatalogueTests {
  @Test func `Every container is a measure, and none contains itself`() {
    let catalogue = Catalogue.standard
    for (id, measure) in catalogue.measures.enumerated() {
      for container in measure.containers {
        #expect(catalogue.find(container) != nil, "\(measure.name) in \(container)")
      }
      #expect(!catalogue.contains(id, id), "\(measure.name)")
    }
  }

  @Test func `No name or synonym means two measures`() {
    var owners: [String: String] = [:]
    for measure in Catalogue.standard.measures {
      for name in [measure.name] + measure.synonyms {
        #expect(owners[name] == nil, "\(name): \(measure.name) and \(owners[name] ?? "")")
        owners[name] = measure.name
      }
    }
    for measure in Catalogue.standard.derived { #expect(owners[measure.name] == nil) }
  }
}

@Suite("Exact numbers")
struct NumberTests {
  @Test(arguments: [
    ("1,234.50", "1234.50"), ("－3.2", "-3.2"), ("０.10", "0.10"), ("5335.32", "5335.32"),
  ])
  func `A printed number keeps its digits`(text: String, shown: String) {
    #expect(PrintedNumber(text)?.description == shown)
  }

  @Test(arguments: ["", "1,23", "1.", ".5", "12a", "1,2345.0", "99999999999999999999"])
  func `What is no number is refused`(text: String) {
    #expect(PrintedNumber(text) == nil)
  }

  @Test func `Halves round away from zero, once`() throws {
    #expect(try Rational(1, over: 8).rounded(to: 2).description == "0.13")
    #expect(try Rational(-1, over: 8).rounded(to: 2).description == "-0.13")
    #expect(try Rational(2, over: 3).rounded(to: 4).description == "0.6667")
    #expect(try Rational(1, over: 3).nearest(decimals: 3) == Rational(333, over: 1000))
    #expect(throws: Rational.Overflow.self) {
      try Rational(Int128.max, over: 1) + Rational(Int128.max, over: 1)
    }
  }

  @Test func `Fractions are in lowest terms, of one sign and one value`() throws {
    let parts: [Int128] = [
      1, 2, 3, 7, 10, 12, 100, 360_360, 1 << 40, 9_999_999_967, Int128(Int64.max),
      Int128(Int64.max) + 1, 1 << 90, 3 << 89, Rational.powerOfTen(30),
    ]
    for a in parts {
      for b in parts {
        let fraction = Rational(a, over: b)
        #expect(fraction.numerator == a / divisor(a, b))
        #expect(fraction.denominator == b / divisor(a, b))
        #expect(Rational(-a, over: b) == -fraction && Rational(a, over: -b) == -fraction)
        #expect(try fraction * Rational(b, over: a) == Rational(1))
        #expect(try fraction / fraction == Rational(1) && fraction / -fraction == Rational(-1))
        #expect(try fraction * Rational(b, over: 7) == Rational(a, over: 7))
      }
    }
    #expect(Rational(0, over: 12) == .zero && Rational(0, over: -12).denominator == 1)
  }

  /// The greatest common divisor, as Euclid has it.
  private func divisor(_ a: Int128, _ b: Int128) -> Int128 { b == 0 ? a : divisor(b, a % b) }

  @Test func `Units store exactly: 分 of money, six decimals of all else`() {
    #expect(Unit.万元.stored(PrintedNumber("5335.32")!) == 5_335_320_000)
    #expect(Unit.元.stored(PrintedNumber("132.33")!) == 13_233)
    #expect(Unit.亿元.stored(PrintedNumber("1.2")!) == 12_000_000_000)
    #expect(Unit.元.stored(PrintedNumber("0.001")!) == nil)
    #expect(Unit.辆.stored(PrintedNumber("3")!) == 3_000_000)
  }
}
