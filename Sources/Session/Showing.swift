import Accounts
import Audit
import Execution
import Semantics
import Syntax
import Text

/// What `show` lists: measures, dimensions, relations, the rules of `check`, departments,
/// coverage, the values of a dimension.
struct Showing {
  private enum Topic {
    case measures, dimensions, relations, rules
    case query(ResolvedQuery)
    /// Of reports asked about, a place for each; nil for all.
    case values(Dimension, of: [Bool]?)
  }

  private let topic: Topic
  private let dataset: Dataset

  init(
    _ name: Name, _ clauses: Clauses, queries: QueryResolver, dataset: Dataset
  )
    throws(ResolutionError)
  {
    self.dataset = dataset
    switch Folding.key(name.text) {
    case "指标", "measures", "measure": topic = .measures
    case "字段", "维度", "dimensions", "fields": topic = .dimensions
    case "关系", "relations": topic = .relations
    case "规则", "rules": topic = .rules
    case "coverage", "覆盖":
      topic = .query(try queries.resolve(Self.list(.覆盖, clauses, name)))
    case "报告", "reports":
      topic = .query(try queries.resolve(Self.list(.报告, clauses, name)))
    case "部门", "departments":
      topic = .query(try queries.resolve(Self.list(.报告, clauses, name)))
    default:
      guard let dimension = Dimension.find(name.text) else {
        throw ResolutionError(
          .unknown(.topic, name: name.text, nearest: NearestNames.of(name.text, in: Self.topics)),
          at: name.range)
      }
      let scope = try queries.reportFilter(clauses)
      topic = .values(dimension, of: scope == .always ? nil : dataset.reports.map(scope.admits))
    }
  }

  /// What can be shown, for completion and near names.
  static let topics =
    ["指标", "部门", "字段", "关系", "规则", "coverage", "报告"] + Dimension.allCases.map(\.rawValue)

  private static func list(_ relation: Relation, _ clauses: Clauses, _ name: Name) -> Query {
    let column = ListColumn(
      operand: .expression(
        Expression(.name(Name(relation.rawValue, range: name.range)), range: name.range)),
      range: name.range)
    return Query(head: .list([column]), clauses: clauses, range: name.range)
  }

  func result() throws -> QueryResult {
    switch topic {
    case .measures: measures()
    case .dimensions: dimensions()
    case .relations: relations()
    case .rules: rules()
    case .query(.relation(let plan)): try RelationExecutor(plan, dataset: dataset).run()
    case .query: QueryResult(columns: [])
    case .values(let dimension, nil): values(of: dimension)
    case .values(let dimension, let isWanted?): try values(of: dimension, isWanted)
    }
  }

  private func table(_ names: [String], _ rows: [[String]]) -> QueryResult {
    QueryResult(
      columns: names.map { QueryResult.Column(name: $0, kind: .text) },
      rows: rows.map { row in
        QueryResult.Row(row.map { $0.isEmpty ? .blank : .text($0) })
      })
  }

  private func measures() -> QueryResult {
    let catalogue = dataset.catalogue
    let own = catalogue.measures.map { measure in
      [
        measure.name, measure.unit.rawValue,
        measure.dimensions.map(\.rawValue).joined(separator: " "),
        measure.sources.map(\.name).joined(separator: ", "), measure.meaning,
        measure.synonyms.joined(separator: " "),
      ]
    }
    let derived = catalogue.derived.map { measure in
      [
        measure.name, measure.isPercent ? "%" : "", "", measure.expression, measure.meaning,
        measure.synonyms.joined(separator: " "),
      ]
    }
    return table(["指标", "单位", "维度", "来源", "含义", "别名"], own + derived)
  }

  private func dimensions() -> QueryResult {
    table(
      ["字段", "含义", "别名"],
      Dimension.allCases.map {
        [$0.rawValue, $0.meaning, $0.synonyms.joined(separator: " ")]
      })
  }

  private func relations() -> QueryResult {
    table(
      ["关系", "含义", "列"],
      Relation.allCases.map { relation in
        [
          relation.rawValue, relation.meaning,
          relation.columns.map(\.name).joined(separator: " "),
        ]
      })
  }

  /// The rules of `check`, in the order of their findings; `explain check RULE` says more.
  private func rules() -> QueryResult {
    table(
      ["规则", "类别", "级别", "问题", "公式"],
      RuleBook.rules.map {
        [$0.id, $0.family.rawValue, $0.severity.rawValue, $0.title, $0.formula]
      })
  }

  /// The values of a dimension that the loaded reports have.
  private func values(of dimension: Dimension) -> QueryResult {
    values(
      of: dimension, years: dataset.years, departments: Array(dataset.departments.indices),
      nodes: dataset.nodesInUse)
  }

  /// The values that some reports have.
  private func values(of dimension: Dimension, _ isWanted: [Bool]) throws -> QueryResult {
    let reports = zip(dataset.reports, isWanted).filter(\.1).map(\.0)
    return try values(
      of: dimension, years: Set(reports.map(\.year)).sorted(),
      departments: Set(reports.map(\.department)).sorted(),
      nodes: { try dataset.nodesInUse($0, of: isWanted) })
  }

  private func values(
    of dimension: Dimension, years: [Int], departments: [Int],
    nodes: (Axis) throws -> Set<Hierarchy.NodeID>
  ) rethrows -> QueryResult {
    switch dimension {
    case .年度: return table(["年度"], years.map { [String($0)] })
    case .市, .区县, .地区, .部门:
      let names = departments.map { index in
        let department = dataset.departments[index]
        return switch dimension {
        case .市: department.city
        case .区县: department.county
        case .地区: department.region
        default: department.name
        }
      }
      return table([dimension.rawValue], Set(names).filter { !$0.isEmpty }.sorted().map { [$0] })
    case .指标: return measures()
    case .级: return table(["级"], [["合计"], ["类"], ["款"], ["项"]])
    default:
      guard let axis = dimension.axis else { return QueryResult(columns: []) }
      return list(try nodes(axis), of: dimension, dataset.hierarchy(axis))
    }
  }

  private func list(
    _ used: Set<Hierarchy.NodeID>, of dimension: Dimension, _ hierarchy: Hierarchy
  ) -> QueryResult {
    let rows = hierarchy.nodes.indices.dropFirst().filter { index in
      used.contains(Int32(index))
        && (dimension.level == nil || hierarchy.nodes[index].level == dimension.level)
    }.map { index in
      [hierarchy.nodes[index].code, hierarchy.nodes[index].name]
    }.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    return dimension.hasCode
      ? table([dimension.rawValue, dimension.rawValue + "名"], rows)
      : table([dimension.rawValue], rows.map { [$0[1]] })
  }
}
