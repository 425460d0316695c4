import Rendering

/// A command to the session itself; it begins with a full stop, since no statement does.
enum DotCommand: Equatable {
  case help(String)
  /// The commands themselves.
  case commands
  case timing(Bool?)
  case format(OutputFormat)
  case unit(MoneyUnit)
  case reload
  case save(String)
  case open([String])
  case source(Int)
  case drill(Int)
  case quit

  /// Why a line that begins like a command is none.
  struct Failure: Error, Equatable {
    var title: String
    var nearest: [String] = []
  }

  /// Names, arguments and meanings, in the order help shows them.
  static let all: [(name: String, arguments: String, meaning: String)] = [
    (".help", "[WORD]", "these commands, or any word of the language"),
    (".source", "N", "where the numbers of row N are printed"),
    (".drill", "N", "row N opened one level down"),
    (".format", "table|tsv|csv|json|ndjson|markdown", "how answers are written"),
    (".unit", "元|万元|亿元", "the unit of money"),
    (".timing", "[on|off]", "time under each answer"),
    (".open", "DATA…", "other reports"),
    (".reload", "", "the same reports, read again"),
    (".save", "FILE.suan", "the statements that succeeded, as a script"),
    (".quit", "", "leave; also exit, quit, ^D"),
  ]

  /// The command on a line, or nil where the line is a statement.
  static func parse(_ line: String) throws(Failure) -> DotCommand? {
    let words = split(line)
    guard let first = words.first else { return nil }
    let rest = Array(words.dropFirst())
    switch first {
    case "exit", "quit", "退出":
      return rest.isEmpty ? .quit : nil
    case "help", "帮助", "?", "？":
      return .help(rest.joined(separator: " "))
    default:
      guard first.hasPrefix(".") || first.hasPrefix("。") else { return nil }
      return try command("." + first.dropFirst(), rest)
    }
  }

  private static func command(_ name: String, _ words: [String]) throws(Failure) -> DotCommand {
    switch name {
    case ".help": return words.isEmpty ? .commands : .help(words.joined(separator: " "))
    case ".reload": return .reload
    case ".quit", ".exit": return .quit
    case ".timing":
      guard let word = words.first else { return .timing(nil) }
      return .timing(try value(["on": true, "off": false][word], of: name))
    case ".format":
      return .format(try value(words.first.flatMap { OutputFormat(rawValue: $0) }, of: name))
    case ".unit": return .unit(try value(words.first.flatMap { MoneyUnit(rawValue: $0) }, of: name))
    case ".save": return .save(try value(words.first, of: name))
    case ".open": return .open(try value(words.isEmpty ? nil : words, of: name))
    case ".source": return .source(try value(words.first.flatMap(row), of: name))
    case ".drill": return .drill(try value(words.first.flatMap(row), of: name))
    default: throw unknown(name)
    }
  }

  private static func row(_ word: String) -> Int? { Int(word).flatMap { $0 > 0 ? $0 : nil } }

  private static func value<Value>(_ value: Value?, of name: String) throws(Failure) -> Value {
    guard let value else {
      let arguments = all.first { $0.name == name }?.arguments ?? ""
      throw Failure(title: "\(name) is written: \(name) \(arguments)")
    }
    return value
  }

  private static func unknown(_ name: String) -> Failure {
    let near = all.map(\.name).filter { $0.hasPrefix(name.prefix(2)) }
    return Failure(title: "there is no command \(name); .help lists them", nearest: near)
  }

  /// Words parted by white space; quotes hold one together.
  private static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else if quote == nil, character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
