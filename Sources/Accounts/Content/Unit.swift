/// What a number counts, as printed beside it or stated above its table.
public enum Unit: String, Sendable, Hashable, CaseIterable {
  case 元, 万元, 亿元
  case percent = "%"
  case 分  // a score
  case 人, 人次, 辆, 个, 批次, 台, 次, 件
  /// A number with no unit at all.
  case none = ""

  /// Kinds of quantity that may be added to and compared with one another.
  public enum Kind: String, Sendable, Hashable {
    /// Stored in 分, the hundredth of a 元.
    case money
    /// Counts of people, cars, things: stored with six decimals.
    case count
    /// Percentages: stored in percent with six decimals.
    case rate
    /// Points of a self-evaluation: stored with six decimals.
    case score
    /// A plain quotient: stored with six decimals.
    case plain
  }

  public var kind: Kind {
    switch self {
    case .元, .万元, .亿元: .money
    case .percent: .rate
    case .分: .score
    case .人, .人次, .辆, .个, .批次, .台, .次, .件: .count
    case .none: .plain
    }
  }

  /// How many decimals turn one of this unit into stored units: 1 元 is 10² 分, 1 万元 10⁶,
  /// 1 亿元 10¹⁰; all else is stored with six decimals.
  public var storedDecimals: Int {
    switch self {
    case .元: 2
    case .亿元: 10
    default: 6
    }
  }

  /// The stored integer of a printed number, or nil where it does not fit exactly.
  public func stored(_ number: PrintedNumber) -> Int64? { number.scaled(to: storedDecimals) }
}
