public import Text

/// The clauses of a statement, each at most once, in whatever order they were written.
///
/// Which statement takes which clauses is the parser's business: those it does not take are nil
/// or empty here.
public struct Clauses: Sendable, Equatable {
  /// `where 类=210`
  public var filter: Condition?
  /// `by 部门, 年度`
  public var by: [Name] = []
  /// `year 2020, 2021`, `year 2021 vs 2020`, `vs 上年`
  public var years: YearClause?
  /// `having 支出 > 1亿`
  public var having: Condition?
  /// `order 支出 desc, 部门`
  public var order: [OrderKey] = []
  /// `top 10`
  public var top: TopClause?
  /// `with 小计, 其他`: none twice.
  public var with: [WithItem] = []
  /// `across 年度`
  public var across: Name?
  /// Where `tree` stands.
  public var tree: PlacedFlag?
  /// `of 部门`: the dimension within which a share is taken.
  public var of: Name?
  /// `per 部门`
  public var per: [Name] = []
  /// `unit 亿元`
  public var unit: UnitClause?
  /// `from 数字`
  public var from: Name?
  /// `within 0.01`
  public var within: NumberLiteral?
  /// `to 'out.csv'`
  public var to: TextLiteral?

  public init() {}
}

/// The years of a question and what they are compared with.
public struct YearClause: Sendable, Equatable {
  /// Empty where only `vs` is written: all years.
  public var years: [YearItem]
  public var base: YearBase?
  @Placed public var range: SourceRange

  public init(years: [YearItem], base: YearBase? = nil, range: SourceRange) {
    self.years = years
    self.base = base
    self.range = range
  }
}

public enum YearItem: Sendable, Equatable {
  case year(YearValue)
  /// `2018..2020`, both ends included.
  case range(YearValue, YearValue)
}

public enum YearValue: Sendable, Equatable {
  /// Four digits.
  case literal(NumberLiteral)
  /// `$name`
  case parameter(Name)
}

public enum YearBase: Sendable, Equatable {
  /// `vs 2020`. `year 2021 vs 2020 vs 2019` has the years 2021 and 2020 and the base 2019.
  case year(YearValue)
  /// `vs 上年`: each year against the one before it.
  case previousYear(PlacedFlag)
}

public struct OrderKey: Sendable, Equatable {
  public enum Direction: String, Sendable, CaseIterable {
    case asc, desc
  }

  public var expression: Expression
  /// nil where none is written.
  public var direction: Direction?

  public init(_ expression: Expression, direction: Direction? = nil) {
    self.expression = expression
    self.direction = direction
  }
}

public struct TopClause: Sendable, Equatable {
  public enum Count: Sendable, Equatable {
    case literal(NumberLiteral)
    case parameter(Name)
  }

  public var count: Count
  @Placed public var range: SourceRange

  public init(_ count: Count, range: SourceRange) {
    self.count = count
    self.range = range
  }
}

public struct WithItem: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case 总计, 小计, 其他, 图
  }

  public var kind: Kind
  @Placed public var range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public struct UnitClause: Sendable, Equatable {
  public var unit: MoneyUnit
  @Placed public var range: SourceRange

  public init(_ unit: MoneyUnit, range: SourceRange) {
    self.unit = unit
    self.range = range
  }
}

/// A word that is there or not, with its place.
public struct PlacedFlag: Sendable, Equatable {
  @Placed public var range: SourceRange

  public init(range: SourceRange) { self.range = range }
}
