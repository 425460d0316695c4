import Foundation

/// A Python that has pyarrow; SUAN_PYTHON names one that is not the first on the path.
public enum Python {
  /// What a script said before it failed.
  public struct Failure: Error {
    public var output: String
  }

  public static let path: String? = {
    let candidates = [ProcessInfo.processInfo.environment["SUAN_PYTHON"], "python3"]
    return candidates.compactMap { $0 }.first { run("import pyarrow", [], with: $0)?.status == 0 }
  }()

  public static func has(_ module: String) -> Bool {
    path.map { run("import \(module)", [], with: $0)?.status == 0 } ?? false
  }

  private static func run(
    _ script: String, _ arguments: [String], with python: String
  ) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// What a script prints, white space around it aside; a script that fails is an error.
  public static func output(_ script: String, _ arguments: String...) throws -> String {
    guard let path, let result = run(script, arguments, with: path) else {
      throw Failure(output: "no python3 with pyarrow")
    }
    guard result.status == 0 else { throw Failure(output: result.output) }
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
