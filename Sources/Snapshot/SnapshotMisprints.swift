import Accounts

/// The misprinted units of a snapshot's reports in its metadata, a row each: the report, the table
/// (0 for a number of its own), page, line and column, subject, what is printed, what was meant.
enum SnapshotMisprints {
  static func text(_ misprints: [Int: [Misprint]]) -> String {
    SnapshotText.table(
      misprints.sorted { $0.key < $1.key }.flatMap { report, found in
        found.map { misprint in
          [
            String(report), String(misprint.table?.rawValue ?? 0), String(misprint.place.page),
            String(misprint.place.line), String(misprint.place.column), misprint.subject,
            misprint.printed, misprint.expected,
          ]
        }
      })
  }

  /// By report number; nil where the text is none of this kind.
  static func read(_ text: String, reportCount: Int) -> [Int: [Misprint]]? {
    var misprints: [Int: [Misprint]] = [:]
    for row in SnapshotText.rows(text) {
      guard row.count == 8, let report = Int(row[0]), (0..<reportCount).contains(report),
        let number = UInt8(row[1]), let page = Int32(row[2]), let line = Int32(row[3]),
        let column = Int32(row[4])
      else { return nil }
      let table = StandardTable(rawValue: number)
      guard table != nil || number == 0 else { return nil }
      misprints[report, default: []].append(
        Misprint(
          table: table, place: Place(page: page, line: line, column: column), subject: row[5],
          printed: row[6], expected: row[7]))
    }
    return misprints
  }
}
