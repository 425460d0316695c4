#!/usr/bin/env python3
"""Gives the peers' national table the names of a snapshot's columns: to_snapshot.py IN OUT

The table has one row a figure; a snapshot's schema wants the measure, the year, the department,
the 科目 and the amount. Measures that the catalogue has no name for stand in for one that it
has and the table has not, one for one, so that every question reads as many rows.
"""
import sys

import numpy as np
import pyarrow as pa

MEASURES = {
    "人员经费": "一般公共预算基本支出", "公用经费": "机关运行经费", "三公经费": "三公决算",
    "因公出国费": "三公预算", "公务用车购置费": "收入总计", "公务用车运行费": "支出总计",
    "公务接待费": "一般公共预算项目支出",
}


def codes(batch):
    """The 科目 of each row as its code, 0 for the total."""
    level = batch["level"].to_numpy()
    parts = [np.zeros(len(level), np.int64)] + [
        batch[name].to_numpy().astype(np.int64) for name in ("class", "section", "item")]
    return np.choose(level, parts)


def main():
    source = pa.ipc.open_file(pa.memory_map(sys.argv[1]))
    found = set()
    for index in range(source.num_record_batches):
        found.update(np.unique(codes(source.get_batch(index))).tolist())
    known = np.array(sorted(found))
    nodes = pa.array(["合计" if code == 0 else str(code) for code in known], pa.string())
    first = source.get_batch(0)
    measures = pa.array(
        [MEASURES.get(name, name) for name in first["measure"].dictionary.to_pylist()], pa.string())
    schema = pa.schema([
        ("指标", pa.dictionary(pa.int8(), pa.string())), ("年度", pa.int16()),
        ("部门", pa.dictionary(pa.int32(), pa.string())),
        ("科目", pa.dictionary(pa.int32(), pa.string())), ("金额", pa.int64()),
        ("表", pa.int8()), ("行", pa.uint32())])
    line = 0
    with pa.OSFile(sys.argv[2], "wb") as file, pa.ipc.new_file(file, schema) as sink:
        for index in range(source.num_record_batches):
            batch = source.get_batch(index)
            count = len(batch)
            node = np.searchsorted(known, codes(batch)).astype(np.int32)
            sink.write_batch(pa.record_batch([
                pa.DictionaryArray.from_arrays(batch["measure"].indices, measures),
                batch["year"],
                batch["dept"],
                pa.DictionaryArray.from_arrays(pa.array(node), nodes),
                batch["amount"],
                batch["table"],
                pa.array(np.arange(line, line + count, dtype=np.uint32)),
            ], schema=schema))
            line += count


if __name__ == "__main__":
    main()
