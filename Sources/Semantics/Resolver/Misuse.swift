/// What a statement asks that cannot be, though each of its parts has a meaning.
public enum Misuse: Sendable, Equatable, CaseIterable {
  case conditionWithoutDimension
  case withoutOrder
  case listWithoutMeasure
  case listOfEverything
  case listOfCalculation
  case listOrder
  case listMixes
  case listTrees
  case measureRowsOfCalculation
  case withoutMeasure
  case shareOutsideBy
  case yearsInRowsAndColumns
  case treeAcross
  case restWithoutTop
  case acrossInBy
  case longNumber
  case rankInside
  case conditionOfNames
  case treeWithoutLevels
  case havingNames
  case withoutColumn
  case relationColumn
  case numberWanted
  case orderOutsideAnswer
  case havingRelation
  case calculationAsValue
  case sourceOfResult
  case relationClause
  case conditionOnRows
  case listWith

  /// A stable name of the message.
  var id: String {
    switch self {
    case .conditionWithoutDimension: "condition-without-dimension"
    case .withoutOrder: "without-order"
    case .listWithoutMeasure: "list-without-measure"
    case .listOfEverything: "list-of-everything"
    case .listOfCalculation: "list-of-calculation"
    case .listOrder: "list-order"
    case .listMixes: "list-mixes"
    case .listTrees: "list-trees"
    case .measureRowsOfCalculation: "measure-rows-of-calculation"
    case .withoutMeasure: "without-measure"
    case .shareOutsideBy: "share-outside-by"
    case .yearsInRowsAndColumns: "years-in-rows-and-columns"
    case .treeAcross: "tree-across"
    case .restWithoutTop: "rest-without-top"
    case .acrossInBy: "across-in-by"
    case .longNumber: "long-number"
    case .rankInside: "rank-inside"
    case .conditionOfNames: "condition-of-names"
    case .treeWithoutLevels: "tree-without-levels"
    case .havingNames: "having-names"
    case .withoutColumn: "without-column"
    case .relationColumn: "relation-column"
    case .numberWanted: "number-wanted"
    case .orderOutsideAnswer: "order-outside-answer"
    case .havingRelation: "having-relation"
    case .calculationAsValue: "calculation-as-value"
    case .sourceOfResult: "source-of-result"
    case .relationClause: "relation-clause"
    case .conditionOnRows: "condition-on-rows"
    case .listWith: "list-with"
    }
  }

  /// A sentence that says what is wrong, and one that says what to do. `subject` is the name the
  /// statement uses, where the words need it.
  func words(_ subject: String) -> (title: String, hint: String) {
    switch self {
    case .conditionWithoutDimension:
      (
        "A condition begins with a dimension",
        "Write 类 = 210, 部门 ~ 教育 or 年度 = 2020."
      )
    case .withoutOrder:
      (
        "\(subject) has no order: nothing is less or more",
        "Compare it with =, !=, ~ or in (…)."
      )
    case .listWithoutMeasure:
      (
        "list names a measure or a relation",
        "Write list 支出, or list 数字."
      )
    case .listOfEverything:
      (
        "list takes names, not *",
        "Write list 支出, 基本支出."
      )
    case .listOfCalculation:
      (
        "list shows printed rows, not calculations",
        "Write sum 支出 / 人数 by 部门."
      )
    case .listOrder:
      (
        "list is ordered by its columns",
        "Write order 支出 desc."
      )
    case .listMixes:
      (
        "Conditions on amounts and on rows are joined by or",
        "Join them by and, or ask twice."
      )
    case .listTrees:
      (
        "\(subject) is broken down by other items than the measures before it",
        "List it in a question of its own."
      )
    case .measureRowsOfCalculation:
      (
        "by 指标 takes sums of measures, not calculations",
        "Write sum 支出, 收入 by 指标."
      )
    case .withoutMeasure:
      (
        "\(subject) names no measure",
        "Name one, as in sum 支出 or sum 支出 / 人数."
      )
    case .shareOutsideBy:
      (
        "of names a dimension of by: the share is taken within each of its values",
        "Write share 支出 by \(subject), 类 of \(subject)."
      )
    case .yearsInRowsAndColumns:
      (
        "vs puts the years side by side; 年度 cannot be a row as well",
        "Leave 年度 out of by, or write vs 上年."
      )
    case .treeAcross:
      (
        "tree and across do not go together",
        "Leave one of the two out."
      )
    case .restWithoutTop:
      (
        "其他 is what top leaves out, and there is no top",
        "Write top 10 with 其他."
      )
    case .acrossInBy:
      (
        "\(subject) stands in by and in across",
        "Leave it out of by."
      )
    case .longNumber:
      (
        "\(subject) is too long a number",
        "Nine decimals and eighteen digits are the most."
      )
    case .rankInside:
      (
        "rank stands alone as a column of sum",
        "Write sum 支出, rank(支出) by 部门."
      )
    case .conditionOfNames:
      (
        "if compares two amounts",
        "Write if(支出 > 100, 支出, 0); names are compared in where."
      )
    case .treeWithoutLevels:
      (
        "tree needs a dimension with levels, last in by",
        "Write by 类 tree, or by 部门, 三公项目 tree."
      )
    case .havingNames:
      (
        "having compares the amounts of the answer",
        "Write having 支出 > 1亿; names are filtered by where: where 部门 ~ 教育."
      )
    case .withoutColumn:
      (
        "\(subject) is no column of the answer",
        "Name one, as in having 支出 > 1亿 or order 支出 desc."
      )
    case .relationColumn:
      (
        "A column of \(subject == "_" ? "the last result" : subject) is wanted here",
        subject == "_"
          ? "Name one as it stands in that answer's head."
          : "describe \(subject) lists its columns."
      )
    case .numberWanted:
      (
        "A number is wanted here",
        "Write 金额 > 100, 金额 > 1亿 or 金额 = 0."
      )
    case .orderOutsideAnswer:
      (
        "order names a column of the answer",
        "Add \(subject) to by, or order by what is added up."
      )
    case .havingRelation:
      (
        "having compares a column of the answer with a number",
        subject.isEmpty ? "Write sum or count before it." : "Write having \(subject) > 100."
      )
    case .calculationAsValue:
      (
        "A value is wanted here, not a calculation",
        "Write a name, a code or a text in quotes."
      )
    case .relationClause:
      (
        "\(subject) is for measures: rows as they stand are chosen, grouped and added",
        "Leave \(subject) out, or ask a measure, as in sum 支出 by 部门."
      )
    case .conditionOnRows:
      (
        "\(subject) is told of rows, and here where chooses whole reports",
        "Compare 部门, 年度, 市, 区县 or 地区."
      )
    case .listWith:
      (
        "list shows rows as they are printed, without \(subject)",
        "Write sum with by, as in sum 支出 by 部门 with \(subject)."
      )
    case .sourceOfResult:
      (
        "source wants the query itself, not its result",
        "Write source before the query, as in source sum 支出 by 部门."
      )
    }
  }
}
