import Accounts

/// Tables whose stated unit cannot be: their total is, digit for digit, that of another table
/// stated in another unit.
struct MisprintedUnits {
  /// The unit that was meant, by table.
  private(set) var byTable: [StandardTable: Unit] = [:]

  init(_ content: ReportContent) {
    var units: [StandardTable: Unit] = [:]
    var largest: [StandardTable: PrintedNumber] = [:]
    for figure in content.figures where figure.unit.kind == .money {
      units[figure.table] = figure.unit
      if figure.value.mantissa > largest[figure.table]?.mantissa ?? 0 {
        largest[figure.table] = figure.value
      }
    }
    guard Set(units.values).count > 1 else { return }
    let counts = Dictionary(grouping: units.values) { $0 }.mapValues(\.count)
    for (table, unit) in units {
      let twin = units.first { other in
        other.value != unit && counts[other.value]! > counts[unit]!
          && largest[other.key] == largest[table]
      }
      if let twin { byTable[table] = twin.value }
    }
  }
}
