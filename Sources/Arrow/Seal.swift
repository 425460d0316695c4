/// The checksums of a file this module wrote. Every byte is under one of them, save the end of
/// the stream, which is always the same:
///
/// - The schema's metadata has `suan.checksum` = `xxh64`, both at the file's beginning and in
///   its footer: a file with either is *sealed*, and then everything below must hold.
/// - The eight bytes before the footer are the checksum of the footer.
/// - The footer's metadata has `suan.head`, the checksum of all bytes before the first batch,
///   and `suan.dictionaries` and `suan.batches`: for each batch its number of rows and the
///   checksum of its metadata (from its offset to its body).
/// - A batch's metadata has `suan.columns`: for each column the checksum of its bytes of the
///   body, from its first buffer to that of the next column, so that a column is checked
///   without reading its neighbours.
/// - The metadata of a dictionary longer than a page of 64 KiB has `suan.pages` too: the checksum
///   of each page of its bytes, so that one string is checked without reading the others.
///
/// Numbers are written as 16 hexadecimal digits without a separator, checksums are XXH64 with
/// seed 0. Other programs see unknown metadata and pass over it.
enum Seal {
  static let checksumKey = "suan.checksum"
  static let checksumName = "xxh64"
  static let headKey = "suan.head"
  static let dictionariesKey = "suan.dictionaries"
  static let batchesKey = "suan.batches"
  static let columnsKey = "suan.columns"
  static let pagesKey = "suan.pages"
  static let pageSize = 1 << 16
  static let footerChecksumSize = 8

  /// Numbers as the seal writes them.
  static func hexadecimal(_ numbers: [UInt64]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(numbers.count * 16)
    for number in numbers {
      for shift in stride(from: UInt64(60), through: 0, by: -4) {
        let digit = UInt8(number >> shift & 15)
        digits.append(digit < 10 ? 48 + digit : 87 + digit)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The numbers of a text; nil where it is none of the seal's.
  static func numbers(_ text: String) -> [UInt64]? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count % 16 == 0 else { return nil }
      var areDigits = true
      let result = (0..<bytes.count / 16).map { place in
        bytes[place * 16..<place * 16 + 16].reduce(into: 0 as UInt64) { number, byte in
          let isLetter = byte >= 97
          areDigits = areDigits && (isLetter ? byte <= 102 : byte >= 48 && byte <= 57)
          number = number << 4 | UInt64((byte &- (isLetter ? 87 : 48)) & 15)
        }
      }
      return areDigits ? result : nil
    }
  }

  /// The pages of a range of bytes, the last of them shorter.
  static func pages(of range: Range<Int>) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: pageSize).map {
      $0..<min(range.upperBound, $0 + pageSize)
    }
  }

  static func pairs(_ text: String?) -> [(rows: UInt64, checksum: UInt64)]? {
    guard let text, let numbers = numbers(text), numbers.count % 2 == 0 else { return nil }
    return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }
}
