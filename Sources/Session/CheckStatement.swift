import Accounts
import Audit
import Execution
import Semantics
import Syntax
import Text

/// `check [where …]`: the findings, and whether there are errors among them.
struct CheckStatement {
  private let plan: RelationPlan
  private let query: String
  private let file: String?
  private let session: Session

  init(
    _ clauses: Clauses, at range: SourceRange, session: Session, queries: QueryResolver
  )
    throws(ResolutionError)
  {
    let relation = Name(Relation.检查.rawValue, range: range)
    let column = ListColumn(
      operand: .expression(Expression(.name(relation), range: range)), alias: nil, range: range)
    let list = Query(head: .list([column]), clauses: clauses, range: range)
    guard case .relation(let plan) = try queries.resolve(list) else {
      preconditionFailure("检查 is a relation")
    }
    self.plan = plan
    self.session = session
    file = clauses.to?.text
    query = Printer.print(Statement(.check(clauses), range: range))
  }

  func run() throws -> QueryResult {
    var result = try RelationExecutor(plan, dataset: session.dataset).run()
    result.query = query
    result.display.file = file
    result.display.listing = FindingListing(result).text
    if hasErrors(result) { session.foundErrors = true }
    session.lastResult = result
    return result
  }

  private func hasErrors(_ result: QueryResult) -> Bool {
    guard let level = result.columns.firstIndex(where: { $0.name == "级别" }) else { return false }
    return result.rows.contains { $0.cells[level] == .text(Severity.错误.rawValue) }
  }

  /// `explain check RULE`.
  static func explanation(of words: TextLiteral) throws(ResolutionError) -> String {
    guard let rule = RuleBook.rule(words.text) else {
      throw ResolutionError(
        .unknown(.rule, name: words.text, nearest: RuleBook.nearest(to: words.text)),
        at: words.range)
    }
    return """
      \(rule.id)  \(rule.title)
        类别  \(rule.family.rawValue)
        级别  \(rule.severity.rawValue), \(Severity.舍入.rawValue) where half a unit of each \
      number's last digit explains it
        公式  \(rule.formula)
      \(rule.meaning)
      """
  }
}
