import Glibc
import Text

/// The size of the terminal.
public enum Screen {
  public static var columns: Int { size.columns }
  public static var rows: Int { size.rows }

  /// The size of the standard output's terminal, or of the error output's where that is none.
  private static var size: (columns: Int, rows: Int) {
    var window = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO]
    where ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 {
      return (Int(window.ws_col), max(2, Int(window.ws_row)))
    }
    return (80, 24)
  }

  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The rows a line takes with its cursor behind it: a wide character that does not fit the
  /// end of a row begins the next, and a full row puts the cursor on the one below.
  static func rows(of line: String, columns: Int) -> Int {
    var row = 0
    var column = 0
    for scalar in line.unicodeScalars {
      if scalar == "\n" {
        (row, column) = (row + 1, 0)
        continue
      }
      let width = DisplayWidth.of(scalar)
      if column + width > columns { (row, column) = (row + 1, 0) }
      column += width
      if column == columns { (row, column) = (row + 1, 0) }
    }
    return row + 1
  }
}
