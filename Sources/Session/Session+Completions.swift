import Syntax
public import Text

extension Session {
  /// What could replace or follow a place in a line.
  public struct Completion: Sendable, Equatable {
    /// What replaces the bytes `range` of the line.
    public var text: String
    public var range: SourceRange
    /// What a listing shows: a code with its name.
    public var shown: String
    /// A word on what it is: 部门, 类, keyword.
    public var role: String
  }

  /// What could stand at a byte offset of a text: what the parser expects there, with the names
  /// that the dataset knows.
  ///
  /// A name is found by its beginning, else by the initials of its pinyin (sjyj for 市教育局),
  /// else by a part of it.
  ///
  /// - Parameter files: The paths that go on from what is typed of one.
  public func completions(
    of text: String, at offset: Int, files: (String) -> [String] = { _ in [] }
  ) -> [Completion] {
    let source = SourceText(name: "line", text)
    let expectations = Parser.expectations(in: source, at: offset)
    let range = expectations.replaced
    let typed = BegunWord(source[SourceRange(start: range.start, end: max(range.start, offset))])
    let candidates = CompletionCandidates(
      session: self, relation: expectations.relation, typed: typed,
      isChinese: !(text.unicodeScalars.first { !Folding.isBlank($0) }?.isASCII ?? true))
    var seen: Set<String> = []
    let fitting = expectations.items.flatMap { item in
      item == .file ? candidates.files(files(typed.text)) : candidates.words(for: item)
    }.filter { seen.insert($0.written).inserted }
    return typed.best(of: fitting).map {
      Completion(text: $0.written, range: range, shown: $0.shown, role: $0.role)
    }
  }
}

/// What is typed so far of the word to complete.
struct BegunWord {
  /// Without its opening quote.
  let text: String
  let isQuoted: Bool
  private let key: String

  init(_ written: String) {
    let first = written.unicodeScalars.first.map(Folding.fold)
    isQuoted = first == "'" || first == "\""
    text = isQuoted ? String(written.dropFirst()) : written
    key = Folding.key(text)
  }

  var isEmpty: Bool { key.isEmpty }

  /// The candidates that fit best: those that begin with the word, else those whose initials it
  /// is, else those that contain it.
  func best(of candidates: [Candidate]) -> [Candidate] {
    guard !isEmpty else { return candidates.filter { !$0.isForTypedOnly } }
    let begun = candidates.filter { $0.keys.contains { $0.hasPrefix(key) } }
    if !begun.isEmpty { return begun }
    let names = candidates.filter(\.isName)
    if Pinyin.couldBe(key) {
      return names.filter { $0.keys.contains { Pinyin.shared.initialsOccur(key, in: $0) } }
    }
    return names.filter { $0.keys.contains { $0.contains(key) } }
  }
}

/// A word that could stand at a place.
struct Candidate {
  /// As it is put into the line: in quotes where it needs them.
  var written: String
  var shown: String
  var role: String
  /// What it is found by, as names compare.
  var keys: [String]
  /// A name of the data, found by initials and parts too.
  var isName: Bool
  /// Offered only where something is typed: a second spelling of what is offered anyway.
  var isForTypedOnly = false

  init(
    _ written: String, shown: String? = nil, role: String, keys: [String]? = nil,
    isName: Bool = true
  ) {
    self.written = written
    self.shown = shown ?? written
    self.role = role
    self.keys = keys ?? [Folding.key(written)]
    self.isName = isName
  }
}
