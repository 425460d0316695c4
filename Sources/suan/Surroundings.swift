import Accounts
import Execution
import Rendering

/// The lines of the reports around printed figures, as far as the reports are texts and at hand.
struct Surroundings {
  /// Empty where there is no report to show.
  let text: String

  private static let mostPlaces = 3
  private static let linesAround = 2

  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  /// - Parameter result: An answer with the columns 文件 and 行.
  init(of result: QueryResult) {
    var places: [Place] = []
    for row in result.rows {
      guard let place = Self.place(of: row, in: result), !places.contains(place) else { continue }
      places.append(place)
    }
    var parts = places.prefix(Self.mostPlaces).compactMap(Self.excerpt)
    if !parts.isEmpty, places.count > Self.mostPlaces {
      parts.append("… and \(places.count - Self.mostPlaces) places more")
    }
    text = parts.joined(separator: "\n")
  }

  private static func place(of row: QueryResult.Row, in result: QueryResult) -> Place? {
    guard let file = result.columns.firstIndex(where: { $0.name == "文件" }),
      let line = result.columns.firstIndex(where: { $0.name == "行" }),
      case .text(let path) = row.cells[file], case .number(let number) = row.cells[line]
    else { return nil }
    return Place(file: path, line: Int(number.mantissa))
  }

  private static func excerpt(_ place: Place) -> String? {
    guard !place.file.lowercased().hasSuffix(".pdf"), let bytes = try? Files.text(place.file) else {
      return nil
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return nil }
    let first = max(1, place.line - linesAround)
    let last = min(lines.count, place.line + linesAround)
    let width = String(last).count
    let shown = (first...last).map { number in
      let digits = String(number)
      let mark = number == place.line ? ">" : " "
      let text = Display.safe(String(decoding: lines[number - 1], as: UTF8.self))
      return "\(mark) " + String(repeating: " ", count: width - digits.count) + digits + "  " + text
    }
    return ([place.file] + shown).joined(separator: "\n")
  }
}
