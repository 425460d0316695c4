import Glibc
import LineEditor

/// What the standard streams are connected to, and what the environment says of them.
struct Terminal {
  var inputIsTerminal = isatty(STDIN_FILENO) == 1
  var outputIsTerminal = isatty(STDOUT_FILENO) == 1
  var errorIsTerminal = isatty(STDERR_FILENO) == 1

  var width: Int? { outputIsTerminal ? Screen.columns : nil }

  /// Colour stands only on a terminal that knows it and a user who has not declined it.
  var takesColor: Bool {
    outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
