public import Accounts

/// What rows a question is about: a relation of the raw layer, or the last result.
public struct RowSource: Sendable {
  public var name: String
  public var columns: [Relation.Column]
  /// Nil for the last result.
  public var relation: Relation?

  public init(_ relation: Relation) {
    name = relation.rawValue
    columns = relation.columns
    self.relation = relation
  }

  /// The last result, by the columns it has.
  public init(lastResult columns: [Relation.Column]) {
    name = "_"
    self.columns = columns
  }
}

/// A question about rows as they stand, ready to run.
public struct RelationPlan: Sendable {
  public var source: RowSource
  public var filter: RelationPredicate = .all([])
  /// Columns to list; empty where values are aggregated.
  public var listed: [Int] = []
  /// Columns to group by.
  public var keys: [Int] = []
  public var values: [RelationValue] = []
  public var having: ResultCondition?
  public var order: [OrderTerm] = []
  public var top: Int?
  public var hasTotal = false
  public var unit: Unit = .万元

  public init(_ source: RowSource) { self.source = source }

  /// The rows that are listed, or behind what is added up, with every column.
  public var listingEverything: RelationPlan {
    var plan = self
    plan.listed = Array(source.columns.indices)
    if !values.isEmpty {
      (plan.values, plan.keys, plan.having, plan.order, plan.top) = ([], [], nil, [], nil)
    }
    return plan
  }
}

/// An aggregate over the rows of a group.
public struct RelationValue: Sendable {
  public enum Function: Sendable, Equatable {
    case rows
    case distinct
    case sum, average, minimum, maximum, median
  }

  public var name: String
  public var function: Function
  /// The column worked on; nil for a count of rows.
  public var column: Int?

  public init(name: String, function: Function, column: Int?) {
    self.name = name
    self.function = function
    self.column = column
  }
}

/// A condition on the columns of a relation. A test of a blank is false.
public indirect enum RelationPredicate: Sendable {
  case all([RelationPredicate])
  case any([RelationPredicate])
  case not(RelationPredicate)
  case isNull(Int)
  case compare(Int, Comparison, Operand)
  case contains(Int, String)
  case equals(Int, [String])
  /// The report's department is one of these: = and in on 部门 look at its other names too.
  case departments(Set<Int>)

  public enum Operand: Sendable {
    case text(String)
    /// By the kind of what it is compared with, in the natural unit (元, one, percent).
    case number([Unit.Kind: Rational])
  }
}

/// `list` of measures: every fact of the chosen source, in printed order.
public struct ListPlan: Sendable {
  public var measures: [(id: Measure.ID, filter: Predicate, name: String)] = []
  /// Columns of provenance asked for beside the measures: 文件, 页, 行, 原文.
  public var places: [String] = []
  public var filter: Predicate = .always
  /// Conditions on the amounts, by column.
  public var amounts: ResultCondition?
  public var order: [ListOrder] = []
  public var top: Int?
  public var unit: Unit = .万元

  /// Every column of provenance.
  public static let everyPlace = ["文件", "页", "行", "原文"]

  public enum ListOrder: Sendable {
    case column(Int, isDescending: Bool)
    case dimension(Dimension, isDescending: Bool)
  }

  public init() {}
}
