import Syntax
public import Text

extension Session {
  /// A script in its canonical form, its comments kept. Needs no data.
  public static func format(_ source: SourceText) throws(Failure) -> String {
    do {
      return try Formatter.format(source)
    } catch {
      throw .diagnostics(error.errors.map { $0.diagnostic(in: source) })
    }
  }
}
