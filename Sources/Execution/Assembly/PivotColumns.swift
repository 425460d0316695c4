import Accounts
import Semantics

/// `across`: the values of one dimension side by side, every column for each (semantics, rule
/// 27). Behind them, hidden, the columns of the row as a whole, which `having`, `order` and
/// `top` work on.
struct PivotColumns: ColumnMaker {
  private let spread: any ColumnMaker
  private let whole: any ColumnMaker
  private let across: Dimension
  private let values: [Int32]
  private let visible: [Int]
  let columns: [Frame.Column]

  /// The most columns `across` makes.
  private static let mostColumns = 200

  /// `spread` makes the columns by the rows' dimensions and `across`, whose values are `found`;
  /// `whole` by the rows' alone.
  init(
    spread: any ColumnMaker, whole: any ColumnMaker, across: Dimension, values found: Set<Int32>,
    _ dataset: Dataset
  ) throws {
    (self.spread, self.whole, self.across) = (spread, whole, across)
    let visible = spread.columns.indices.filter { !spread.columns[$0].isHidden }
    self.visible = visible
    let space = KeySpace([across], dataset)
    guard found.count * visible.count <= Self.mostColumns else {
      throw ExecutionError.tooManyColumns(
        count: found.count * visible.count, dimension: across.rawValue)
    }
    values = try Self.ordered(found, space, spread)
    let several = visible.count > 1
    columns =
      values.flatMap { value in
        let name = space.name(value, at: 0)
        return visible.map { index in
          var column = spread.columns[index]
          column.name = several ? name + column.name : name
          return column
        }
      }
      + whole.columns.map { column in
        var hidden = column
        hidden.isHidden = true
        return hidden
      }
  }

  /// The values in the default order: codes and years ascending, names by their total.
  private static func ordered(
    _ found: Set<Int32>, _ space: KeySpace, _ spread: any ColumnMaker
  ) throws -> [Int32] {
    var order = FrameOrder(space: space)
    if !space.dimensions[0].isOrdered, let totals = try? spread.values(by: space.dimensions) {
      order.weights[0] = .subtotals(totals.mapValues { $0.first ?? nil })
    }
    let values = Array(found)
    return order.sorted(values.map { [$0] }).map { values[$0] }
  }

  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]> {
    let totals = try whole.values(by: keys, gathering: gathering)
    if case .allBut(let others, _) = gathering {
      let row = try values.flatMap { value in
        let cells = try spread.values(
          by: keys + [across], gathering: .allBut(others, last: value))
        return visible.map { cells[[]]?[$0] ?? nil }
      }
      return GroupTable([[]], [row + (totals[[]] ?? whole.columns.map { _ in nil })])
    }
    let cells = try spread.values(by: keys + [across], gathering: .none)
    var parts: [GroupKey: [Int32: [Rational?]]] = [:]
    if case .groups(let gathered) = gathering {
      let full = Set(cells.keys.filter { gathered.contains(GroupKey($0.dropLast())) })
      for value in values {
        let one = full.filter { $0.last == value }
        let gatheredCells = try spread.values(by: keys + [across], gathering: .groups(one))
        parts[[], default: [:]][value] = gatheredCells[[]]
      }
    } else {
      for (key, row) in cells {
        parts[GroupKey(key.dropLast()), default: [:]][key[keys.count]] = row
      }
    }
    var result = GroupTable<[Rational?]>()
    for key in Set(parts.keys).union(totals.keys) {
      let row = values.flatMap { value in visible.map { parts[key]?[value]?[$0] ?? nil } }
      result.append(key, row + (totals[key] ?? whole.columns.map { _ in nil }))
    }
    return result
  }

  func note(into notes: inout NoteTaker) { spread.note(into: &notes) }

  func remarks(on added: [Frame.Row]) throws -> [QueryResult.Note] {
    // As many rows as there are values of `across`, with the columns that are shown.
    let rows = added.flatMap { row in
      values.indices.map { place in
        var one = row
        one.values = spread.columns.map { _ in nil }
        for (index, column) in visible.enumerated() {
          one.values[column] = row.values[place * visible.count + index]
        }
        return one
      }
    }
    return try spread.remarks(on: rows)
  }

  func subtotals(of column: Int, by keys: [Dimension]) throws -> GroupTable<Rational?> {
    let first = columns.count - whole.columns.count
    return column < first
      ? try values(by: keys).mapValues { $0[column] }
      : try whole.subtotals(of: column - first, by: keys)
  }

  func position(of column: Int) -> Int {
    columns.count - whole.columns.count + whole.position(of: column)
  }
}
