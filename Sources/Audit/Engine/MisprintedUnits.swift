import Accounts

/// Tables whose stated unit cannot be: their largest number is printed, digit for digit, in a
/// table stated in the unit of the others.
struct MisprintedUnits {
  /// The unit that was meant, by table.
  private(set) var byTable: [StandardTable: Unit] = [:]

  init(_ content: ReportContent) {
    var tables: [Unit: Set<StandardTable>] = [:]
    for figure in content.figures where figure.unit.kind == .money {
      tables[figure.unit, default: []].insert(figure.table)
    }
    guard tables.count > 1,
      let usual = tables.max(by: { ($0.value.count, $1.key.yuan) < ($1.value.count, $0.key.yuan) })
    else { return }
    let known = Set(content.figures.lazy.filter { $0.unit == usual.key }.map(\.value))
    for table in tables.filter({ $0.key != usual.key }).values.joined() {
      let numbers = content.figures.lazy.filter { $0.table == table }.map(\.value)
      guard let largest = numbers.max(by: { Rational($0) < Rational($1) }),
        largest.mantissa >= Self.least, known.contains(largest)
      else { continue }
      byTable[table] = usual.key
    }
  }

  /// Numbers of fewer digits may be printed twice by chance.
  private static let least: Int64 = 1000
}
