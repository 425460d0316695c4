/// Walks the tags of poppler's XML and SVG on bytes, without building a tree.
struct Markup {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A tag as it stands: `name` and `attributes` are ranges of the bytes.
  struct Tag {
    var name: Range<Int>
    var attributes: Range<Int>
    var isClosing: Bool
    var isEmpty: Bool
  }

  /// The next tag, or nil at the end. Declarations and comments are passed over.
  mutating func next() -> Tag? {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      position = end + 1
      var nameStart = start + 1
      let first = bytes[nameStart]
      if first == UInt8(ascii: "?") || first == UInt8(ascii: "!") { continue }
      let isClosing = first == UInt8(ascii: "/")
      if isClosing { nameStart += 1 }
      let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
      var nameEnd = nameStart
      while nameEnd < end, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") {
        nameEnd += 1
      }
      return Tag(
        name: nameStart..<nameEnd, attributes: nameEnd..<max(nameEnd, isEmpty ? end - 1 : end),
        isClosing: isClosing, isEmpty: isEmpty)
    }
    position = bytes.count
    return nil
  }

  func name(of tag: Tag, is name: StaticString) -> Bool { matches(tag.name, name) }

  /// The bytes of an attribute's value, without its quotes.
  func attribute(_ name: StaticString, of tag: Tag) -> Range<Int>? {
    let length = name.utf8CodeUnitCount
    var index = tag.attributes.lowerBound
    while index + length + 2 <= tag.attributes.upperBound {
      if bytes[index] <= 0x20, bytes[index + 1 + length] == UInt8(ascii: "="),
        matches(index + 1..<index + 1 + length, name)
      {
        let start = index + length + 3
        guard start <= tag.attributes.upperBound,
          let end = bytes[start..<tag.attributes.upperBound].firstIndex(of: bytes[start - 1])
        else { return nil }
        return start..<end
      }
      index += 1
    }
    return nil
  }

  func number(_ name: StaticString, of tag: Tag) -> Float? {
    guard let range = attribute(name, of: tag) else { return nil }
    var reader = NumberReader(bytes, in: range)
    return reader.next()
  }

  /// Every number between the bounds, whatever stands between them.
  func numbers(in range: Range<Int>) -> [Float] {
    var reader = NumberReader(bytes, in: range)
    var result: [Float] = []
    while let number = reader.next() { result.append(number) }
    return result
  }

  func bytes(in range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  /// The bytes up to the next tag: a leaf's text.
  func text() -> ArraySlice<UInt8> {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return bytes[position..<end]
  }

  func contains(_ word: StaticString, in range: Range<Int>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard range.count >= length else { return false }
    for start in range.lowerBound...range.upperBound - length
    where matches(start..<start + length, word) { return true }
    return false
  }

  private func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { expected in
      for offset in 0..<expected.count where bytes[range.lowerBound + offset] != expected[offset] {
        return false
      }
      return true
    }
  }
}

/// Reads decimal numbers out of bytes: `-12.5`, `1e-5`.
struct NumberReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The letters of a path between the numbers, each where it stands.
  mutating func nextLetter() -> UInt8? {
    while position < end {
      let byte = bytes[position]
      if (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) {
        position += 1
        return byte
      }
      if isNumeric(byte) { return nil }
      position += 1
    }
    return nil
  }

  mutating func next() -> Float? {
    while position < end, !isNumeric(bytes[position]) { position += 1 }
    guard position < end else { return nil }
    let negative = bytes[position] == UInt8(ascii: "-")
    if negative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    var value = 0.0
    var scale = 1.0
    var point = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !point {
        point = true
      } else if (0x30...0x39).contains(byte) {
        value = value * 10 + Double(byte - 0x30)
        if point { scale *= 10 }
      } else {
        break
      }
      position += 1
    }
    let exponent = nextExponent()
    return Float((negative ? -value : value) / scale * exponent)
  }

  private mutating func nextExponent() -> Double {
    guard position + 1 < end, bytes[position] | 0x20 == UInt8(ascii: "e"),
      isNumeric(bytes[position + 1])
    else { return 1 }
    position += 1
    let negative = bytes[position] == UInt8(ascii: "-")
    if !(0x30...0x39).contains(bytes[position]) { position += 1 }
    var power = 0
    while position < end, (0x30...0x39).contains(bytes[position]) {
      power = min(power * 10 + Int(bytes[position] - 0x30), 40)
      position += 1
    }
    return (0..<power).reduce(1.0) { result, _ in negative ? result / 10 : result * 10 }
  }

  private func isNumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "+")
  }
}
