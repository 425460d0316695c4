public import Accounts

/// Why a report could not be read.
public struct ReportError: Error, Sendable, Equatable {
  public var file: String
  /// One plain sentence without a trailing full stop: `the file is empty`.
  public var reason: String

  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
}

/// Reads one report: bytes to document, document to outline, outline to figures and prose.
public enum ReportReader {
  /// The content of the report in `bytes`, named `file` as the user gave it.
  public static func read(file: String, bytes: [UInt8]) throws(ReportError) -> ReportContent {
    throw ReportError(file: file, reason: "reading is not there yet")
  }
}
