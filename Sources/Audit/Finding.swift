// Audit holds the rules of `check`: what must be true among the numbers of a report, and what
// is said where it is not. Start with Rule, then Rules/ (the rules as data), then Checks/
// (how each kind of rule is worked out).

public import Accounts

/// How grave a finding is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// The numbers cannot be reconciled.
  case 错误
  /// Unequal as printed, reconciled by half a unit of each number's last digit.
  case 舍入
  /// Worth a look; there is an innocent reading.
  case 提示
  /// For the record.
  case 信息

  private var rank: Int { Self.allCases.firstIndex(of: self)! }

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// One thing found wrong, with what it follows from.
public struct Finding: Sendable {
  /// The rule it breaks.
  public var rule: Rule
  public var severity: Severity
  /// An index of ``Dataset/reports``.
  public var report: Int
  public var place: Place
  /// The printed line, or the sentence.
  public var raw: String
  /// What it is about, such as 表3 210 卫生健康支出·项目支出.
  public var subject: String
  /// The text found fault with, as printed.
  public var printed: String
  /// What should stand there; empty where that cannot be told.
  public var expected: String
  /// Printed less expected, with its unit; empty where there is none.
  public var difference: String
  /// The numbers or words it follows from.
  public var evidence: [Evidence]
  /// The printed number found fault with, so that answers which use it can say so.
  public var origin: FactOrigin?
  /// The table whose every number the finding is about.
  public var table: StandardTable?

  /// A printed number, or words, that a finding follows from.
  public struct Evidence: Sendable, Equatable {
    public var label: String
    public var printed: String
    public var place: Place

    public init(label: String, printed: String, place: Place) {
      self.label = label
      self.printed = printed
      self.place = place
    }
  }
}

extension Finding {
  /// The evidence in one line: `21004 公共卫生 3174.08（行 210） + …`.
  public var evidenceText: String {
    evidence.map { "\($0.label) \($0.printed)（\(Self.words($0.place))）" }.joined(separator: "；")
  }

  private static func words(_ place: Place) -> String {
    place.page > 1 ? "页 \(place.page) 行 \(place.line)" : "行 \(place.line)"
  }
}
