import Accounts

extension ReportCells {
  /// The line on which words of a sentence are printed, where a paragraph holds the sentence;
  /// else what is given.
  ///
  /// A sentence goes on over several lines, and a number of it is seldom on the words' line.
  func place(of words: String, in sentence: String, or place: Place) -> Place {
    let wanted = Array(sentence.unicodeScalars)
    for paragraph in content.paragraphs where paragraph.text.holds(sentence) {
      let text = Array(paragraph.text.unicodeScalars)
      guard let start = text.firstIndex(of: wanted[...], from: 0),
        let offset = text.firstIndex(of: Array(words.unicodeScalars)[...], from: start)
      else { continue }
      return paragraph.place(at: offset)
    }
    return place
  }
}

extension Paragraph {
  /// The line on which words of the text are printed; the paragraph's where they do not occur.
  func place(of words: String) -> Place {
    let text = Array(text.unicodeScalars)
    guard let offset = text.firstIndex(of: Array(words.unicodeScalars)[...], from: 0) else {
      return place
    }
    return place(at: offset)
  }
}

extension [Unicode.Scalar] {
  /// Where a run of scalars begins, at `start` or later.
  fileprivate func firstIndex(of run: ArraySlice<Unicode.Scalar>, from start: Int) -> Int? {
    guard !run.isEmpty, count >= run.count + start else { return nil }
    return (start...(count - run.count)).first { self[$0..<($0 + run.count)].elementsEqual(run) }
  }
}
