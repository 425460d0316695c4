import Accounts
import Audit
import Execution
import Glibc
import Reports
import Session
import Testing
import Text

@testable import Snapshot

/// A folder that is gone after the test.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/suan-snapshot-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { _ = system("rm -rf '\(path)'") }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// The names of what a folder holds.
func files(in folder: String) -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names
}

/// The samples that come with the project, read and as a snapshot.
enum Samples {
  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static let contents: [ReportContent] = {
    let folder = root + "/Samples/reports"
    let names = files(in: folder).filter { $0.hasSuffix(".txt") }
    return names.compactMap { name in
      try? ReportReader.read(file: "\(folder)/\(name)", bytes: bytes(of: "\(folder)/\(name)"))
    }
  }()

  static let plain = DatasetBuilder.build(contents)

  /// The facts alone, as `suan build` gathers them.
  static func store(_ contents: [ReportContent] = Samples.contents) -> FactColumns {
    var builder = StoreBuilder(keepsContents: false)
    for content in contents { builder.add(content, misprints: Auditor.misprints(in: content)) }
    return builder.finish().store
  }
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    guard count > 0 else { return result }
    result += chunk[..<count]
  }
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// What a session answers, cells and notes in lines, or what is wrong.
func answer(_ question: String, _ session: Session) -> [String] {
  var lines: [String] = []
  do {
    try session.run(SourceText(name: "test", question)) { reply in
      switch reply {
      case .text(let text): lines.append(text)
      case .result(let result):
        lines.append(result.columns.map(\.name).joined(separator: "\t"))
        lines += result.rows.map { row in
          row.cells.map { cell in
            switch cell {
            case .blank: "-"
            case .text(let text): text
            case .number(let number): String(describing: number)
            }
          }.joined(separator: "\t")
        }
        lines += result.notes.map(\.text)
        lines.append(result.coverage.map { "\($0.disclosing) of \($0.reports)" } ?? "")
      }
    }
  } catch .diagnostics(let diagnostics) {
    lines += diagnostics.map { "\($0.id): \($0.title)" }
  } catch .data(let error) {
    lines = ["damaged: \(error.reason)"]
  } catch {
    lines.append("\(error)")
  }
  return lines
}

extension String {
  /// The text between the occurrences of another.
  fileprivate func components(of separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

func difference(_ a: [String], _ b: [String]) -> String {
  let only =
    a.filter { !b.contains($0) }.map { "+ " + $0 } + b.filter { !a.contains($0) }.map { "- " + $0 }
  return only.isEmpty ? "the order differs" : only.joined(separator: "\n")
}

@Suite("A snapshot answers as its reports do")
struct SnapshotTests {
  private let scratch = Scratch()

  private func snapshot(_ store: FactColumns = Samples.store()) throws -> any FactStore {
    let path = scratch.file("all.arrow")
    try SnapshotWriter.write(store, to: path)
    let opened = try SnapshotFile.open(path)
    #expect(opened is Snapshot)
    return opened
  }

  /// Questions over the facts of every measure, and over what a dataset is made of.
  static let questions =
    Catalogue.standard.measures.flatMap { measure in
      [
        "sum \(measure.name) by 部门, 年度", "list \(measure.name)",
        "source sum \(measure.name) by 部门, 年度",
      ]
    } + Catalogue.standard.derived.map { "sum \($0.name) by 部门, 年度" } + [
      "sum 支出 by 类", "sum 支出 by 款 year 2020", "sum 支出 by 项 top 5", "sum 支出 by 类 tree",
      "share 支出 by 类 where 部门~临江", "sum 支出 by 部门 year 2021 vs 2020", "sum 支出 by 类 across 年度",
      "avg min max median 支出 per 部门 by 类", "count 部门 by 年度", "sum * where 部门~云山 by 指标, 年度",
      "sum 三公决算 by 部门, 三公项目 with 小计", "sum 财政拨款支出 by 预算种类", "sum 经济支出 by 经费类别, 经济类",
      "sum 支出 where 科目~教育 by 部门", "sum 支出 where 科目!~教育 by 部门", "sum 支出 by 市", "sum 支出 by 区县, 年度",
      "sum 支出 where 部门=区委办公室", "sum 支出 where 部门='临江区政府办'", "sum 支出 where 类=教育支出",
      "sum 项目预算, 项目执行 by 项目 top 20", "sum 支出 where 部门=不存在的局", "show 年度", "show 类",
      "show 项目", "show 市", "describe 支出", "sum 支出 / 人数 by 部门", "sum 支出 / 编制 by 部门, 年度",
      "assert 支出 = 基本支出 + 项目支出 by 部门", "sum 政府采购 by 部门, 采购类别", "sum 政府采购 where 采购类别=服务",
      "sum 政府采购 by 采购类别 across 年度", "share 政府采购 by 采购类别 where 部门~云山",
      "sum 政府采购 by 部门, 采购类别 top 1 with 其他",
    ]

  @Test func `Every measure and every kind of question is answered alike`() throws {
    let plain = Session(dataset: Samples.plain)
    var dataset = Dataset(store: try snapshot())
    dataset.readReport = { file in Samples.contents.first { $0.file == file } }
    let session = Session(dataset: dataset)
    for question in Self.questions {
      let expected = answer(question, plain)
      let actual = answer(question, session)
      #expect(actual == expected, "\(question)\n\(difference(actual, expected))")
    }
  }

  @Test func `Misprinted units are told of numbers and of tables`() throws {
    let file = Samples.root + "/Samples/reports/临江区政府办公室-2020.txt"
    var parts = String(decoding: bytes(of: file), as: UTF8.self).components(of: "单位：万元")
    // The third is that of 表3.
    parts[2] += "单位：元" + parts.remove(at: 3)
    let text = Array(parts.joined(separator: "单位：万元").utf8)
    var contents = Samples.contents.filter { $0.file != file }
    contents.insert(try ReportReader.read(file: file, bytes: text), at: 0)
    let plain = Session(dataset: DatasetBuilder.build(contents))
    let session = Session(dataset: Dataset(store: try snapshot(Samples.store(contents))))
    for (question, count) in [
      ("sum 支出 by 部门 year 2020", 1), ("sum 政府采购 where 采购类别=服务", 1), ("sum 收入 by 部门", 0),
      ("sum 支出, 项目支出 by 年度", 1),
    ] {
      let notes = answer(question, plain).filter { $0.contains("check says it should be") }
      #expect(notes.count == count, "\(question)")
      #expect(
        answer(question, session).filter { $0.contains("check says it should be") } == notes)
    }
    // As a build reads it.
    let bare = try ReportReader.read(file: file, bytes: text, texts: false)
    #expect(Auditor.misprints(in: bare) == Auditor.misprints(in: contents[0]))
    #expect(Auditor.misprints(in: bare).count == 1)
  }

  @Test func `A number is cited as far as the file knows it where its report is not at hand`()
    throws
  {
    let plain = answer("source sum 支出 where 类=201 by 部门 year 2020", Session(dataset: Samples.plain))
    let stored = answer(
      "source sum 支出 where 类=201 by 部门 year 2020", Session(dataset: Dataset(store: try snapshot())))
    #expect(plain.count == stored.count)
    let header = plain[0].split(separator: "\t").map(String.init)
    for (a, b) in zip(plain, stored).dropFirst() {
      let (a, b) = (
        a.split(separator: "\t").map(String.init), b.split(separator: "\t").map(String.init)
      )
      guard a.count == header.count else { continue }
      for (index, name) in header.enumerated() {
        switch name {
        case "原文": #expect(b[index] == Dataset.notAtHand)
        case "栏目": #expect(b[index] == "-")
        case "行名", "来源": break
        default: #expect(a[index] == b[index], "\(name)")
        }
      }
    }
  }

  @Test(arguments: [
    "list 数字", "list 说明数", "count 段落", "check", "show coverage", "verify '2020年度支出合计1.00万元'",
    "list 绩效",
  ])
  func `What needs the reports is refused over facts alone`(question: String) throws {
    let lines = answer(question, Session(dataset: Dataset(store: try snapshot())))
    #expect(lines.contains { $0.hasPrefix("execution.facts-only") }, "\(lines)")
  }

  @Test func `Writing the same facts twice gives the same file, byte by byte`() throws {
    try SnapshotWriter.write(Samples.store(), to: scratch.file("a.arrow"))
    try SnapshotWriter.write(Samples.store(), to: scratch.file("b.arrow"))
    #expect(bytes(of: scratch.file("a.arrow")) == bytes(of: scratch.file("b.arrow")))
    #expect(try SnapshotFile.verify(scratch.file("a.arrow")) == Samples.store().rowCount)
  }

  @Test func `Writing given up leaves what was there and nothing else`() throws {
    let path = scratch.file("kept.arrow")
    #expect(try SnapshotWriter.write(Samples.store(), to: path))
    let before = bytes(of: path)
    let isWhole = try SnapshotWriter.write(Samples.store([Samples.contents[0]]), to: path) { rows in
      #expect(rows > 0)
      return false
    }
    #expect(!isWhole)
    #expect(bytes(of: path) == before)
    #expect(files(in: scratch.path) == ["kept.arrow"])
  }

  @Test func `Snapshots and reports together are the reports they are made of`() throws {
    let halves = [Array(Samples.contents.prefix(2)), Array(Samples.contents[2..<4])]
    var builder = StoreBuilder(keepsContents: true)
    for (index, half) in halves.enumerated() {
      let path = scratch.file("\(index).arrow")
      try SnapshotWriter.write(Samples.store(half), to: path)
      try builder.add(try SnapshotFile.open(path))
    }
    for content in Samples.contents.dropFirst(4) { builder.add(content) }
    // One report again: it counts once.
    builder.add(Samples.contents[0])
    #expect(builder.notes.map(\.kind) == [.copy])
    let notes = builder.notes
    let (store, contents) = builder.finish()
    let merged = Dataset(store: store, contents: contents, notes: notes)
    #expect(merged.reports.count == Samples.plain.reports.count)
    #expect(merged.fingerprint == Samples.plain.fingerprint)
    let plain = Session(dataset: Samples.plain)
    let session = Session(dataset: merged)
    for question in Self.questions where !question.hasPrefix("source") {
      let (actual, expected) = (answer(question, session), answer(question, plain))
      #expect(actual == expected, "\(question)\n\(difference(actual, expected))")
    }
    // The words of the reports that were read are at hand, and the rest is told.
    let figures = answer("count 数字 by 部门", session)
    #expect(figures.count > 2)
    #expect(figures.contains { $0.contains("only facts are at hand") })
  }

  @Test func `Reports of one path are told apart by the snapshots they are in`() throws {
    var changed = Samples.contents[0]
    changed.fingerprint = 1
    changed.figures.removeAll { $0.value.mantissa > 100_000 }
    let file = changed.file
    var builder = StoreBuilder(keepsContents: true)
    for (name, content) in [("east.arrow", Samples.contents[0]), ("west.arrow", changed)] {
      try SnapshotWriter.write(Samples.store([content]), to: scratch.file(name))
      try builder.add(try SnapshotFile.open(scratch.file(name)), named: name)
    }
    builder.add(changed)
    let notes = builder.notes.map(\.text)
    try #require(notes.count == 2)
    #expect(notes[0].hasPrefix("\(file) (in west.arrow) and \(file) (in east.arrow) are both "))
    #expect(notes[1].hasPrefix("\(file) says the same as \(file) (in west.arrow): "))
    // Other paths need no more words.
    var moved = changed
    (moved.file, moved.fingerprint) = ("moved.txt", 2)
    moved.figures.removeLast()
    builder.add(moved)
    #expect(builder.notes.last?.text.hasPrefix("moved.txt and \(file) are both ") == true)
  }

  @Test func `Of differing reports the last named is used`() throws {
    var changed = Samples.contents[0]
    changed.fingerprint = 1
    changed.figures.removeAll { $0.value.mantissa > 100_000 }
    try SnapshotWriter.write(Samples.store(), to: scratch.file("all.arrow"))
    var builder = StoreBuilder(keepsContents: true)
    try builder.add(try SnapshotFile.open(scratch.file("all.arrow")))
    builder.add(changed)
    #expect(builder.notes.map(\.kind) == [.differingCopy])
    let (store, contents) = builder.finish()
    let session = Session(dataset: Dataset(store: store, contents: contents))
    let expected = Session(
      dataset: DatasetBuilder.build(Samples.contents.dropFirst() + [changed]))
    #expect(answer("sum 支出 by 部门, 年度, 类", session) == answer("sum 支出 by 部门, 年度, 类", expected))
  }
}
