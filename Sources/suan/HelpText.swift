/// What `--help` prints: one screen of 24 lines.
enum HelpText {
  static let suan = """
    suan 算: questions about published government final accounts (部门决算)

      suan [OPTIONS] [DATA…]             a session; in a pipe, statements from stdin
      suan -c 'STATEMENTS' [DATA…]       run, print, exit; -c and -f repeat, in order
      suan -f SCRIPT [DATA…]             run a script
      suan build DATA… -o FILE.arrow     write a snapshot;  suan fmt SCRIPT…  format scripts

    DATA are reports (text, PDF), folders and snapshots; without any, $SUAN_DATA.

      --format table|tsv|csv|json|ndjson|markdown    table on a terminal, else tsv
      --unit 元|万元|亿元       unit of money, 万元 unless said
      --param NAME=VALUE        the value of $NAME in statements; repeatable
      --no-header, --null TEXT  no column names; what stands for a blank
      --bom, --encoding gb18030 for csv that spreadsheet programs open
      --quiet, --strict         no notes; every report must load
      --keep-going              run the statements after a faulty one
      --errors text|json        the form of messages on stderr
      --threads N, --version, --help

      suan -c 'sum 支出 where 类=210 by 部门 year 2020' reports/

    Exit: 0; 1 a statement failed; 2 usage; 3 data; 4 check found errors; 5 output; 130 ^C

    """

  static let version = "suan 0.1.0"
}
