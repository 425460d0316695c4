import Accounts
import Semantics

/// The rows of `tree`: each group with the finer rows below it, indented.
struct TreeBuilder {
  let plan: MeasurePlan
  let evaluator: ColumnEvaluator
  let space: KeySpace
  let all: [Bool]

  func frame() throws -> Frame {
    var frame = Frame(
      dimensions: space.dimensions,
      columns: plan.columns.map {
        Frame.Column(name: $0.name, type: $0.type, isHidden: $0.isHidden)
      })
    guard let axis = space.dimensions.last?.axis else { return frame }
    let deepest = space.dataset.hierarchy(axis).nodes.map(\.level).max() ?? 1
    var rows: [Frame.Row] = []
    for level in 1...max(1, deepest) {
      var evaluator = evaluator
      evaluator.lastLevel = level
      var columns: [ColumnValues] = []
      for column in plan.columns {
        let values = try evaluator.evaluate(column, by: space.dimensions, in: all)
        if level == 1 { frame.notes.take(values, name: column.name) }
        columns.append(values)
      }
      let keys = columns.reduce(into: Set<GroupKey>()) { $0.formUnion($1.groups) }
      rows += keys.map { key in
        Frame.Row(
          key: key, values: columns.map { $0.values[key] }, depth: level - 1, keyed: key.count)
      }
    }
    frame.rows = rows
    return frame
  }
}
