/// Times a piece of work: one round to warm up, then the median of nine.
enum Stopwatch {
  static func median(of rounds: Int = 9, _ work: () throws -> Void) rethrows -> Duration {
    try work()
    var times: [Duration] = []
    let clock = ContinuousClock()
    for _ in 0..<rounds { times.append(try clock.measure(work)) }
    return times.sorted()[rounds / 2]
  }

  /// Prints what a row costs, and how many bytes pass in a second.
  static func report(
    _ name: String, rows: Int, bytesPerRow: Int, _ work: () throws -> Void
  ) rethrows {
    let time = try median(work)
    let nanoseconds =
      Double(time.components.attoseconds) / 1e9
      + Double(time.components.seconds) * 1e9
    let perRow = nanoseconds / Double(rows)
    let rate = Double(bytesPerRow) / perRow
    print(
      padded(name, 44), padded(decimals(nanoseconds / 1e6, 3), -10), "ms",
      padded(decimals(perRow, 3), -9), "ns/row", padded(decimals(rate, 1), -7), "GB/s")
  }

  private static func decimals(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale))."
      + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// Text filled up to a width: on the right, or on the left where it is negative.
  private static func padded(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? blanks + text : text + blanks
  }
}
