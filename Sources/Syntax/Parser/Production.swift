/// The productions of Grammar.md, in its order. Each has one function of the parser, which
/// enters it by this name.
public enum Production: UInt8, Sendable, CaseIterable {
  case script
  case statement
  case query
  case head
  case aggregate
  case listColumn
  case operand
  case clause
  case whereClause
  case byClause
  case yearClause
  case yearItem
  case yearValue
  case yearBase
  case havingClause
  case orderClause
  case topClause
  case withClause
  case acrossClause
  case treeClause
  case ofClause
  case perClause
  case unitClause
  case fromClause
  case withinClause
  case toClause
  case source
  case explain
  case definition
  case value
  case run
  case assertion
  case verification
  case find
  case check
  case show
  case describe
  case chart
  case help
  case condition
  case conjunction
  case negation
  case comparison
  case sign
  case element
  case expression
  case term
  case factor
  case primary
  case function
  case name
  case words

  /// The name in Grammar.md: `where-clause`.
  public var name: String {
    "\(self)".flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }
      .reduce(into: "") { $0.append($1) }
  }
}
