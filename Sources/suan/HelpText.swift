import Text

/// What `--help` prints, one screen of 24 lines, and what the manual page is made of.
enum HelpText {
  static let version = "suan 0.1.0"

  static let title = "suan 算: questions about published government final accounts (部门决算)"

  /// A form to write, and what it means.
  typealias Entry = (usage: String, meaning: String)

  static let usages: [Entry] = [
    ("suan [OPTIONS] [DATA…]", "a session; in a pipe, statements from stdin"),
    ("suan -c 'STATEMENTS' [DATA…]", "run, print, exit; -c and -f repeat, in order"),
    ("suan -f SCRIPT [DATA…]", "run a script"),
    ("suan build DATA… -o FILE.arrow", "write a snapshot of reports"),
    ("suan fmt [--check] SCRIPT…", "bring scripts into canonical form"),
  ]

  static let data =
    "DATA are reports (text, PDF), folders and snapshots; without any, $SUAN_DATA."

  static let options: [Entry] = [
    ("--format table|tsv|csv|json|ndjson|markdown", "table on a terminal, else tsv"),
    ("--unit 元|万元|亿元", "unit of money, 万元 unless said"),
    ("--param NAME=VALUE", "the value of $NAME in statements; repeatable"),
    ("--no-header, --null TEXT", "no column names; what stands for a blank"),
    ("--bom, --encoding gb18030", "for csv that spreadsheet programs open"),
    ("--quiet, --strict", "no notes; every report must load, no two differ"),
    ("--keep-going", "run the statements after a faulty one"),
    ("--errors text|json", "the form of messages on stderr"),
    ("--threads N", "reports read at a time"),
    ("--version, --help", ""),
  ]

  static let example = "suan -c 'sum 支出 where 类=210 by 部门 year 2020' reports/"

  static let statuses: [(status: ExitStatus, meaning: String)] = [
    (.success, "ok"), (.statement, "a statement failed"), (.usage, "usage"), (.data, "data"),
    (.findings, "check found errors"), (.output, "output"), (.interrupted, "^C"),
  ]

  static let suan = """
    \(title)

    \(table(usages, at: 35))

    \(data)

    \(table(options, at: 28))

      \(example)

    Exit: \(statuses.map { "\($0.status.rawValue) \($0.meaning)" }.joined(separator: "; "))

    """

  /// Entries with their meanings below each other, behind the longer usages where they end.
  static func table(_ entries: [Entry], at column: Int) -> String {
    entries.map { usage, meaning in
      let space = String(repeating: " ", count: max(2, column - 2 - DisplayWidth.of(usage)))
      return meaning.isEmpty ? "  \(usage)" : "  \(usage)\(space)\(meaning)"
    }.joined(separator: "\n")
  }
}
