/// Lets whoever runs a query end it early.
///
/// Long loops look at ``isWanted`` a report or a row at a time and go no further; who runs the
/// query then asks ``check()`` and drops the part of an answer there is.
public enum Interruption {
  /// Whether the user has asked to stop; nil where nobody can.
  @TaskLocal public static var isRequested: (@Sendable () -> Bool)?

  static var isWanted: Bool { isRequested?() ?? false }

  /// Throws ``ExecutionError/interrupted`` where the user has asked to stop.
  public static func check() throws(ExecutionError) {
    if isWanted { throw .interrupted }
  }
}
