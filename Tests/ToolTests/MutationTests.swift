import Glibc
import TestSupport
import Testing

/// Broken statements by the hundred thousand, given to the command as scripts: it must answer each
/// or say what is wrong, in little memory.
///
/// SUAN_SEED repeats a run. Without the command that users get there are fewer, since the one built
/// for tests is slow.
@Suite(.serialized, .enabled(if: Command.answers, "questions about the samples are answered"))
struct MutationTests {
  private static let count = getenv("SUAN_COMMAND") == nil ? 2_000 : 100_000
  private static let perScript = 2_000
  /// Above what the command takes for one question about the same reports.
  private static let mostKilobytes = 50 * 1024

  /// The examples of Grammar.md, which have every construct.
  private static let statements: [[UInt8]] = {
    let blocks = text(Command.root + "/Grammar.md").components(between: "```suan\n", and: "```")
    return blocks.flatMap { $0.split(separator: "\n") }.map { Array($0.utf8) }
  }()

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// What one question takes, in kilobytes.
  private let usual = Self.run(["-c", "sum 支出 by 部门", Command.samples]).kilobytes

  @Test func `Every prefix and every statement without one word is answered in 50 MB`() {
    #expect(Self.statements.count > 80)
    let prefixes = Self.statements.flatMap { statement in
      stride(from: 0, to: statement.count, by: 3).map { Array(statement[..<$0]) }
    }
    let cut = Self.statements.flatMap { statement -> [[UInt8]] in
      let words = statement.split(separator: UInt8(ascii: " "))
      return words.indices.map { dropped in
        Array(
          words.enumerated().filter { $0.offset != dropped }.map(\.element).joined(separator: [32]))
      }
    }
    let all = prefixes + cut
    answer(
      Self.count < 100_000 ? Array(all.prefix(Self.count)) : all, "prefixes and cut statements")
  }

  @Test func `A hundred thousand mutated statements are answered in 50 MB`() {
    let seed =
      getenv("SUAN_SEED").flatMap { UInt64(String(cString: $0)) } ?? .random(in: 1...999_999)
    print("mutations: \(Self.count) statements, SUAN_SEED=\(seed)")
    var random = Seeded(seed)
    answer((0..<Self.count).map { _ in Self.mutated(&random) }, "SUAN_SEED=\(seed)")
  }

  @Test(arguments: ["(", "not ", "if(", "a+", "国（", "x in (", "'", "\n", ";", "$", "sum 支出,"])
  func `Ten thousand of one thing are answered in 50 MB`(piece: String) {
    answer([Array(("sum 支出 where " + String(repeating: piece, count: 10_000)).utf8)], piece)
  }

  // MARK: Broken statements

  private static let pieces = [
    "(", ")", ",", "..", "where", "按", "不", "'", "“", "`", ";", "$", "@", "-", "#", "=", "9", "if(",
    "not", "年度", "\u{FFFD}", "。", "…", "（", "!", "--", "%", "亿", "_", "top 3", "with 小计", "across",
  ].map { Array($0.utf8) }

  private static func mutated(_ random: inout Seeded) -> [UInt8] {
    var bytes = random.pick(statements)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(contentsOf: random.pick(pieces), at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
      case 2: bytes.insert(UInt8.random(in: 1...255, using: &random), at: place)
      default:
        let other = random.pick(statements)
        bytes.replaceSubrange(place..., with: other[min(place, other.count)...])
      }
    }
    return bytes
  }

  // MARK: Running

  private func answer(_ statements: [[UInt8]], _ what: String) {
    for start in stride(from: 0, to: statements.count, by: Self.perScript) {
      let end = min(start + Self.perScript, statements.count)
      let bytes = statements[start..<end].joined(separator: [UInt8(ascii: "\n")])
      // Bytes that are no text would be refused as a whole.
      let script = Array(String(decoding: Array(bytes), as: UTF8.self).utf8)
      let outcome = Self.run(["-f", "script.suan", "--keep-going", Command.samples], script)
      // A statement failed, findings were shown, or a file that one names cannot be written.
      #expect([1, 4, 5].contains(outcome.status), "\(what), statements from \(start)")
      #expect(
        outcome.kilobytes - usual < Self.mostKilobytes, "\(what), statements from \(start)")
    }
  }

  /// Runs the command in a folder of its own, for a minute at most, and tells its exit status (or
  /// 128 and the signal) with the most memory it held.
  private static func run(
    _ arguments: [String], _ script: [UInt8] = []
  ) -> (status: Int32, kilobytes: Int) {
    let scratch = Scratch()
    let file = fopen("\(scratch.path)/script.suan", "w")
    fwrite(script, 1, script.count, file)
    fclose(file)
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let line =
      "cd '\(scratch.path)' && ulimit -t 60 && exec '\(Command.path)' \(words)"
      + " </dev/null >/dev/null 2>/dev/null"
    let strings: [UnsafeMutablePointer<CChar>?] = [strdup("bash"), strdup("-c"), strdup(line), nil]
    defer { for string in strings { free(string) } }
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/bash", nil, nil, strings, environ) == 0 else { return (127, 0) }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, usage.ru_maxrss)
  }
}

extension String {
  /// What stands between each pair of marks.
  fileprivate func components(between start: String, and end: String) -> [Substring] {
    var result: [Substring] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstRange(of: end) else { break }
      result.append(rest[..<closing.lowerBound])
      rest = rest[closing.upperBound...]
    }
    return result
  }
}
