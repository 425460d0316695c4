/// What the process tells its caller at its end.
enum ExitStatus: Int32 {
  case success = 0
  /// A statement or an `assert` failed.
  case statement = 1
  /// Wrong usage.
  case usage = 2
  /// Data could not be loaded; with --strict also a single report.
  case data = 3
  /// `check` found errors.
  case findings = 4
  /// The output could not be written.
  case output = 5
  case interrupted = 130
}
