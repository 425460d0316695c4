import Accounts
import Foundation
import Session
import TestSupport
import Testing

@testable import Snapshot

/// The sums of 支出 by 部门 in 分, as any program finds them in the file.
private func sums(_ store: FactColumns) throws -> String {
  var sums: [String: Int64] = [:]
  let spending = try #require(Catalogue.standard.find("支出"))
  for slice in store.slices(of: StoreMeasure(spending)) where slice.level == 0 {
    for piece in try store.pieces(of: slice.rows, [.departments, .amounts]) {
      for index in piece.amounts.indices {
        sums[store.departmentEntry(Int(piece.departments[index])), default: 0] +=
          piece.amounts[index]
      }
    }
  }
  return sums.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    .map { "\($0.key) \($0.value)" }.joined(separator: "\n")
}

@Suite("Other programs open a snapshot as it is")
struct ReaderTests {
  private let scratch = Scratch()

  private func check(_ script: String) throws {
    let store = Samples.store()
    let path = scratch.file("all.arrow")
    try SnapshotWriter.write(store, to: path)
    #expect(try Python.output(script, path) == sums(store))
  }

  @Test("pyarrow", .enabled(if: Python.path != nil, "no python3 with pyarrow"))
  func pyarrow() throws {
    try check(
      """
      import sys, pyarrow as pa, pyarrow.compute as pc
      with pa.memory_map(sys.argv[1]) as source:
          table = pa.ipc.open_file(source).read_all()
          table.validate(full=True)
          rows = table.filter((pc.field('指标') == '支出') & (pc.field('级') == 0))
          sums = rows.group_by('部门').aggregate([('金额', 'sum')]).to_pylist()
          print('\\n'.join(sorted(f"{r['部门']} {r['金额_sum']}" for r in sums)))
      """)
  }

  @Test("pandas", .enabled(if: Python.has("pandas"), "no pandas"))
  func pandas() throws {
    try check(
      """
      import sys, pyarrow as pa
      rows = pa.ipc.open_file(sys.argv[1]).read_pandas()
      rows = rows[(rows['指标'] == '支出') & (rows['级'] == 0)]
      sums = rows.groupby('部门', observed=True)['金额'].sum()
      print('\\n'.join(sorted(f"{name} {amount}" for name, amount in sums.items())))
      """)
  }

  @Test("Polars", .enabled(if: Python.has("polars"), "no polars"))
  func polars() throws {
    try check(
      """
      import sys, polars as pl
      rows = pl.read_ipc(sys.argv[1])
      rows = rows.filter((pl.col('指标').cast(pl.String) == '支出') & (pl.col('级') == 0))
      sums = rows.group_by(pl.col('部门').cast(pl.String)).agg(pl.col('金额').sum())
      print('\\n'.join(sorted(f"{r[0]} {r[1]}" for r in sums.rows())))
      """)
  }

  @Test("DuckDB through pyarrow", .enabled(if: Python.has("duckdb"), "no duckdb"))
  func duckdb() throws {
    try check(
      """
      import sys, duckdb, pyarrow as pa
      facts = pa.ipc.open_file(sys.argv[1]).read_all()
      sums = duckdb.sql("select 部门, sum(金额) from facts where 指标 = '支出' and 级 = 0 group by 部门")
      print('\\n'.join(sorted(f"{name} {amount}" for name, amount in sums.fetchall())))
      """)
  }
}

@Suite(
  "Tables of other programs",
  .enabled(if: Python.path != nil, "no python3 with pyarrow"))
struct ForeignTests {
  private let scratch = Scratch()

  private func open(_ columns: String) throws -> any FactStore {
    let path = scratch.file("foreign.arrow")
    _ = try Python.output(
      """
      import sys, pyarrow as pa
      table = pa.table(\(columns))
      with pa.ipc.new_file(sys.argv[1], table.schema) as file: file.write_table(table, max_chunksize=3)
      """, path)
    return try SnapshotFile.open(path)
  }

  /// Unsorted, plain texts, wide integers, and no more columns than there must be.
  private static let small = """
    {'金额': pa.array([300, 100, 50, 250, 7], pa.int64()),
     '科目': ['合计', '201', '20101', '合计', '合计'], '年度': pa.array([2021, 2021, 2021, 2020, 2020], pa.uint32()),
     '部门': ['乙局', '乙局', '乙局', '甲局', '乙局'], '指标': ['支出', '支出', '支出', '支出', '基本支出']}
    """

  @Test func `A plain table is sorted and answered from`() throws {
    let store = try open(Self.small)
    let session = Session(dataset: Dataset(store: store))
    #expect(store.notes.count == 1)
    #expect(
      answer("sum 支出 by 部门, 年度 unit 元", session).prefix(3)
        == ["部门\t年度\t支出", "乙局\t2021\t3.00", "甲局\t2020\t2.50"])
    #expect(answer("sum 支出 where 类=201 unit 元", session)[1] == "1.00")
    #expect(answer("sum 支出 where 款=20101 unit 元", session)[1] == "0.50")
    #expect(answer("sum 支出 unit 元 year 2021", session)[1] == "3.00")
  }

  @Test func `A snapshot that passed through another program is read and sorted again`() throws {
    let path = scratch.file("all.arrow")
    let passed = scratch.file("passed.arrow")
    try SnapshotWriter.write(Samples.store(), to: path)
    _ = try Python.output(
      """
      import sys, random, pyarrow as pa
      table = pa.ipc.open_file(sys.argv[1]).read_all().replace_schema_metadata(None)
      order = list(range(table.num_rows)); random.Random(7).shuffle(order)
      table = table.take(order).sort_by([('页', 'ascending'), ('行', 'ascending'), ('列', 'ascending')])
      with pa.ipc.new_file(sys.argv[2], table.schema) as file: file.write_table(table, max_chunksize=500)
      """, path, passed)
    let store = try SnapshotFile.open(passed)
    #expect(store is FactColumns)
    #expect(store.fingerprint == Samples.plain.fingerprint)
    let plain = Session(dataset: Samples.plain)
    let session = Session(dataset: Dataset(store: store))
    for question in [
      "sum 支出 by 部门, 年度", "sum 支出 where 类=201 by 款", "sum 三公决算 by 部门, 三公项目",
      "sum 财政拨款支出 by 预算种类", "sum 项目预算 by 部门", "sum 支出 where 部门=区委办公室", "avg 支出 by 类",
    ] {
      let (actual, expected) = (answer(question, session), answer(question, plain))
      // The names beside codes are not in the table.
      func ends(_ lines: [String]) -> [[Substring]] {
        lines.map { line in
          let cells = line.split(separator: "\t")
          return [cells.first ?? "", cells.last ?? ""]
        }
      }
      #expect(ends(actual) == ends(expected), "\(question)")
    }
  }

  @Test(arguments: [
    ("{'指标': ['支出'], '年度': [2020]}", "部门"),
    ("{'指标': ['支出'], '年度': [2020], '部门': ['甲局'], '科目': ['合计'], '金额': [1.5]}", "金额"),
    ("{'指标': ['月薪'], '年度': [2020], '部门': ['甲局'], '科目': ['合计'], '金额': [1]}", "月薪"),
    ("{'指标': ['支出'], '年度': [67556], '部门': ['甲局'], '科目': ['合计'], '金额': [1]}", "67556"),
    ("{'指标': ['支出'], '年度': [2020], '部门': ['甲局'], '科目': ['2010'], '金额': [1]}", "2010"),
    ("{'指标': ['支出'], '年度': [2020], '部门': [None], '科目': ['201'], '金额': [1]}", "部门"),
    (
      "{'指标': ['支出'], '年度': [2020], '部门': ['甲局'], '科目': ['201'], '金额': [1], '级': [2]}", "级"
    ),
    (
      "{'指标': ['支出'], '年度': [2020], '部门': ['甲局'], '科目': ['201'], '金额': [1], '精度': ['两位']}", "精度"
    ),
    ("{'指标': [1], '年度': [2020], '部门': ['甲局'], '科目': ['201'], '金额': [1]}", "指标"),
  ])
  func `Nonsense is refused with the file and what is wrong`(columns: String, word: String) {
    do {
      _ = try open(columns)
      Issue.record("\(columns) is taken")
    } catch let error as FactStoreError {
      #expect(error.file == scratch.file("foreign.arrow"))
      #expect(error.reason.contains(word), "\(error.reason)")
    } catch {
      Issue.record("\(error)")
    }
  }
}
