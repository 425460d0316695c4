import Foundation
import TestSupport
import Testing

@testable import Arrow

@Suite("Other programs read our files and we read theirs")
struct InteropTests {
  @Test(
    "pyarrow reads every type, and its validation finds nothing",
    .enabled(if: Python.path != nil, "no python3 with pyarrow"))
  func pyarrowReads() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let output = try Python.output(
      """
      import sys, pyarrow as pa
      with pa.memory_map(sys.argv[1]) as source:
          table = pa.ipc.open_file(source).read_all()
          table.validate(full=True)
          print(table.num_rows, table.column('amount').null_count,
                sum(x for x in table.column('amount').to_pylist() if x is not None))
          print([str(f.type) for f in table.schema], table.schema.metadata[b'title'].decode())
          print(table.column('department').to_pylist()[:4], table.column('measure').to_pylist()[:3],
                table.column('label').to_pylist()[:3], table.column('rolled').to_pylist()[:4])
      """, scratch.path)
    let amounts = Contents(rows: 0..<300).amounts
    let sum = amounts.reduce(0) { $0 + ($1 ?? 0) }
    #expect(
      output == """
        300 \(amounts.count { $0 == nil }) \(sum)
        ['int16', 'int64', 'dictionary<values=string, indices=int32, ordered=0>', \
        'dictionary<values=string, indices=int8, ordered=0>', 'string', 'bool', 'uint16'] 部门决算
        ['市教育局', '市财政局', '', '江汉区人民政府办公室'] [None, '收入', '支出'] \
        [None, '项', '项项'] [True, False, False, True]
        """)
  }

  @Test(
    "Polars reads our file", .enabled(if: Python.has("polars"), "no python3 with polars"))
  func polarsReads() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let output = try Python.output(
      """
      import sys, polars as pl
      for frame in (pl.read_ipc(sys.argv[1]), pl.scan_ipc(sys.argv[1]).collect()):
          print(frame.height, frame['amount'].null_count(), frame['department'][3],
                frame.filter(pl.col('measure') == '收入').height)
      """, scratch.path)
    let rows = Contents(rows: 0..<300)
    let line = "300 \(rows.amounts.count { $0 == nil }) 江汉区人民政府办公室 "
    let income = rows.measures.count { $0 == "收入" }
    #expect(output == "\(line)\(income)\n\(line)\(income)")
  }

  @Test(
    "DuckDB reads our file through pyarrow",
    .enabled(if: Python.has("duckdb"), "no python3 with duckdb"))
  func duckdbReads() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let output = try Python.output(
      """
      import sys, duckdb, pyarrow as pa
      facts = pa.ipc.open_file(pa.memory_map(sys.argv[1])).read_all()
      print(duckdb.sql(\"""select department, count(*), count(amount) from facts
                          where measure = '收入' group by all order by all\""").fetchall())
      """, scratch.path)
    let rows = Contents(rows: 0..<300)
    let expected = Set(rows.departments).sorted().compactMap { name -> String? in
      let group = (0..<300).filter { rows.departments[$0] == name && rows.measures[$0] == "收入" }
      let amounts = group.count { rows.amounts[$0] != nil }
      return group.isEmpty ? nil : "('\(name)', \(group.count), \(amounts))"
    }
    #expect(output == "[\(expected.joined(separator: ", "))]")
  }

  /// What `Sample` writes, by pyarrow.
  private static let pythonSample = """
    import sys, pyarrow as pa
    names = pa.array(['市教育局', '市财政局', '', '江汉区人民政府办公室'])
    kinds = pa.array(['支出', '收入'])
    schema = pa.schema([
        ('year', pa.int16()), ('amount', pa.int64()), ('department', pa.dictionary(pa.int32(), pa.string())),
        ('measure', pa.dictionary(pa.int8(), pa.string())), ('label', pa.string()),
        ('rolled', pa.bool_()), ('page', pa.uint16())], metadata={'title': '部门决算'})
    with pa.OSFile(sys.argv[1], 'wb') as f, pa.ipc.new_file(f, schema) as w:
        for a in range(0, 300, 100):
            r = range(a, a + 100)
            w.write_batch(pa.record_batch([
                pa.array([2015 + i % 10 for i in r], pa.int16()),
                pa.array([None if i % 7 == 0 else i * 1000003 - (1 << 40) for i in r], pa.int64()),
                pa.DictionaryArray.from_arrays(pa.array([i % 4 for i in r], pa.int32()), names),
                pa.DictionaryArray.from_arrays(
                    pa.array([None if i % 5 == 0 else i % 2 for i in r], pa.int8()), kinds),
                pa.array([None if i % 4 == 0 else '项' * (i % 6) for i in r], pa.string()),
                pa.array([i % 3 == 0 for i in r]), pa.array(list(r), pa.uint16())], schema=schema))
    """

  @Test(
    "we read what pyarrow writes, and say that it has no checksums",
    .enabled(if: Python.path != nil, "no python3 with pyarrow"))
  func readsPyarrow() throws {
    let scratch = ScratchFile()
    _ = try Python.output(Self.pythonSample, scratch.path)
    let file = try ArrowFile(path: scratch.path)
    #expect(!file.isSealed)
    #expect(file.schema.metadata["title"] == "部门决算")
    #expect(try Contents(file) == Contents(rows: 0..<300))
    try file.verifyAll()
  }

  @Test(
    "dictionary deltas of pyarrow are joined",
    .enabled(if: Python.path != nil, "no python3 with pyarrow"))
  func readsDeltas() throws {
    let scratch = ScratchFile()
    _ = try Python.output(
      """
      import sys, pyarrow as pa
      schema = pa.schema([('a', pa.dictionary(pa.int16(), pa.string()))])
      options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
      with pa.OSFile(sys.argv[1], 'wb') as f, pa.ipc.new_file(f, schema, options=options) as w:
          for words in (['甲'], ['甲', '乙'], ['甲', '乙', '丙']):
              code = pa.array([len(words) - 1], pa.int16())
              w.write_batch(pa.record_batch(
                  [pa.DictionaryArray.from_arrays(code, pa.array(words))], schema=schema))
      """, scratch.path)
    let file = try ArrowFile(path: scratch.path)
    let strings = try file.dictionary(ofColumn: 0)
    #expect((0..<strings.count).map { strings[$0] } == ["甲", "乙", "丙"])
    #expect(try file.column(0, batch: 2).values(as: Int16.self)?.first == 2)
  }

  @Test(
    "compression and types we lack are named",
    .enabled(if: Python.path != nil, "no python3 with pyarrow"))
  func refusals() throws {
    let scratch = ScratchFile()
    let write = """
      import sys, pyarrow as pa
      table = pa.table({'a': pa.array([1] * 1000, getattr(pa, sys.argv[2])())})
      options = pa.ipc.IpcWriteOptions(compression=sys.argv[3] or None)
      with pa.OSFile(sys.argv[1], 'wb') as f, pa.ipc.new_file(f, table.schema, options=options) as w:
          w.write_table(table)
      """
    _ = try Python.output(write, scratch.path, "int64", "zstd")
    let file = try ArrowFile(path: scratch.path)
    #expect(throws: ArrowError.unsupported(.compression)) { try file.column(0, batch: 0) }
    _ = try Python.output(write, scratch.path, "float64", "")
    #expect(throws: ArrowError.unsupported(.type(column: "a"))) {
      try ArrowFile(path: scratch.path)
    }
  }
}
