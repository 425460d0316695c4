import Accounts
import Text

/// Works out the rules over the names of 科目.
struct NameChecks {
  let cells: ReportCells
  let judge: Judge

  // MARK: Codes and names

  /// A row of 表6 whose name is that of another code. Spellings that no code has are let be;
  /// where many rows are so, names or codes have slipped as a whole.
  func economicNames() -> [Finding] {
    guard cells.content.identity.year >= EconomicItems.firstYear else { return [] }
    let wrong = cells.rows(.一般公共预算财政拨款基本支出决算表).compactMap {
      row -> (row: TableRow, name: String, other: String)? in
      guard row.role == .经济科目, let name = EconomicItems.name(of: row.code), name != row.label,
        EconomicItems.bare(name) != EconomicItems.bare(row.label),
        let other = EconomicItems.code(of: row.label)
      else { return nil }
      return (row, name, other)
    }
    return wrong.map { row, name, other in
      judge.finding(
        words: row.label, row.place, row.raw, subject: row.name, expected: name,
        [Finding.Evidence(label: other, printed: "的名称是\(row.label)", place: row.place)],
        severity: wrong.count > 2 ? .提示 : nil)
    }
  }

  /// A code whose name in one table is not the one it first has.
  func subjectNames() -> [Finding] {
    var first: [String: TableRow] = [:]
    let tables: [StandardTable] = [.收入决算表, .支出决算表, .一般公共预算财政拨款支出决算表]
    return tables.flatMap { table in
      cells.rows(table).compactMap { row -> Finding? in
        guard row.role == .功能科目, !row.code.isEmpty, !row.label.isEmpty else { return nil }
        guard let known = first[row.code] else {
          first[row.code] = row
          return nil
        }
        guard known.table != row.table, known.key != row.key else { return nil }
        return judge.finding(
          words: row.label, row.place, row.raw, subject: row.name, expected: known.label,
          [
            Finding.Evidence(
              label: "表\(known.table.rawValue) \(known.code)", printed: known.label,
              place: known.place)
          ])
      }
    }
  }

  // MARK: The glossary

  /// A 类 or 项 that the glossary says is used, and that no table has.
  func glossary() -> [Finding] {
    let known = Set(
      [StandardTable.收入决算表, .支出决算表, .一般公共预算财政拨款支出决算表, .政府性基金预算财政拨款收入支出决算表]
        .flatMap { cells.rows($0).map(\.key) })
    guard cells.isFilled(.支出决算表) || cells.isFilled(.一般公共预算财政拨款支出决算表) else { return [] }
    return cells.content.paragraphs.filter { $0.part.holds("名词解释") }.flatMap { paragraph in
      Self.subjects(in: paragraph.text).compactMap { name -> Finding? in
        let key = TableRow.key(of: name)
        guard !known.contains(key) else { return nil }
        return judge.finding(
          words: name, paragraph.place(of: name), paragraph.text, subject: "名词解释",
          expected: "各表所列的科目")
      }
    }
  }

  /// The names before （类） and （项） in a text, as printed.
  private static func subjects(in text: String) -> [String] {
    var names: [String] = []
    var name: [Unicode.Scalar] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      let folded = Folding.fold(scalar)
      switch folded {
      case "(":
        guard let close = rest.firstIndex(where: { Folding.fold($0) == ")" }) else { return names }
        let level = String(String.UnicodeScalarView(rest[..<close]))
        if Self.levels.contains(level), !name.isEmpty {
          if level != "款" { names.append(String(String.UnicodeScalarView(name))) }
          name = []
        } else if !Self.levels.contains(level), close - rest.startIndex <= 4, !name.isEmpty {
          // 党委办公厅（室）: a bracket of the name itself.
          name += [scalar] + rest[...close]
        } else {
          name = []
        }
        rest = rest[(close + 1)...]
      case ":", ".", ",", ";", "0"..."9": name = []
      default: name.append(scalar)
      }
    }
    return names
  }

  private static let levels: Set<String> = ["类", "款", "项", "项级"]
}
