import Accounts

/// What a rule compares.
enum Check: Sendable {
  /// Each row of a table with a code against the rows under it, in every column; 合计 against
  /// the topmost rows.
  case children(StandardTable)
  /// In each row, a column against others.
  case columns(StandardTable, ColumnRole, [Signed<ColumnRole>])
  /// In each column, a row of a 总表 against others.
  case rows(StandardTable, side: String, RowRole, [Signed<RowRole>])
  /// One cell against others, of the same table or of another.
  case cells(Cell, [Signed<Cell>])
  /// Two tables row by row, under the names of their 类.
  case classes(ClassColumn, ClassColumn)
  /// Two tables row by row, under their codes and columns.
  case codes(StandardTable, StandardTable, Comparison)
  /// 人员经费合计 against 301 and 303, 公用经费合计 against all other 类.
  case economicTotals
  /// An amount of 表6 may not be above its part of 表7.
  case publicExpense(code: String, ColumnRole)
  /// A formula printed under a table: whether it adds a row to itself, and whether it holds.
  case selfReference, printedFormulas
  /// A code of the economic classification against the name printed beside it.
  case economicNames
  /// One code under two names.
  case subjectNames
  /// A table with amounts whose unit is not stated.
  case unstatedUnit
  /// Income and spending of each 科目, where nothing was carried over.
  case incomeAndSpending
  /// A functional 项 of 表5 and the economic 款 of 表6 that is spent under it.
  /// Where the payments may be booked elsewhere as well, only a cent of rounding tells that
  /// they were not.
  case linked(functional: String, economic: String, isWhole: Bool)
  case prose(ProseCheck)
  case performance(PerformanceCheck)
  case words(WordCheck)
  /// A number against the department's report of the year before, where that is loaded.
  case lastYear(YearLink)

  enum Comparison: Sendable {
    /// Equal where the two totals are, that is where all money is of one fund.
    case equalWhereTotalsAre
    case atMost
  }
}

/// A part of a sum.
struct Signed<Value: Sendable>: Sendable {
  var sign = 1
  var value: Value
}

prefix func - <Value: Sendable>(term: Signed<Value>) -> Signed<Value> {
  Signed(sign: -term.sign, value: term.value)
}

/// A single cell by what it means.
struct Cell: Sendable {
  var table: StandardTable
  var side = ""
  var row: RowRole
  var column: ColumnRole

  init(_ table: StandardTable, side: String = "", _ row: RowRole, _ column: ColumnRole) {
    self.table = table
    self.side = side
    self.row = row
    self.column = column
  }
}

/// The 类 rows of a table in one column.
struct ClassColumn: Sendable {
  var table: StandardTable
  var column: ColumnRole
}

/// What a rule compares in the prose.
enum ProseCheck: Sendable {
  /// Every number of a name against a cell.
  case amount(ProseName, Cell)
  /// The amounts of a list by 类, 款 or 项 against the rows of a table.
  case amountsByFunction(topic: String, measure: String, StandardTable, ColumnRole)
  /// The items of 人员经费 or 公用经费 against 表6.
  case amountsByEconomicItem(topic: String)
  /// Two numbers of the prose that say the same.
  case twins(ProseName, ProseName)
  /// A number of the prose that is a part of another.
  case atMost(ProseName, ProseName)
  /// Last year's amount as told, and as it follows from this year's and the change.
  case impliedLastYear(told: ProseName, amount: ProseName)
  /// Each 类 of a list against the 款 and 项 named under it.
  case nested(topic: String, measure: String)
  /// A list by 类 that is announced as basic spending alone.
  case announcedBasic
  /// The items named under 人员经费 and 公用经费 without amounts.
  case namedExpenses(measure: String)
  /// The 类 of two lists.
  case listTwins(ProseName, ProseName)
  /// A list against its total.
  case list(ItemList)
  /// Shares against the amounts they are of.
  case shares(ShareList)
  /// 完成率 against the amount and the budget before it.
  case completion(topic: String, amount: String, budgets: [String])
  /// 增减率 against the amount, and last year's amount that follows from its change.
  case change(topic: String, amount: String)
  /// The change against the budget.
  case budgetChange(topic: String)
  /// 大于, 小于 and 持平 against the two amounts.
  case comparisonWords(topic: String)
  /// Money in 元 among money in 万元, and numbers that lost their unit.
  case misprintedUnit
  case missingUnit
}

/// A number of the prose by what it measures.
struct ProseName: Sendable {
  var topic: String
  var subject: String
  var measure: String

  init(_ topic: String, _ subject: String, _ measure: String) {
    self.topic = topic
    self.subject = subject
    self.measure = measure
  }

  /// What measures the topic itself.
  init(_ topic: String, _ measure: String) { self.init(topic, "", measure) }
}

/// A list of the prose that adds up to a total.
struct ItemList: Sendable {
  var total: ProseName
  var items: Items
  /// Whether the form wants every item named; otherwise a list may name the main ones only.
  var isComplete = true

  enum Items: Sendable {
    /// These numbers.
    case named([ProseName])
    /// Every subject of a topic, paths into a 类 aside.
    case subjects(topic: String, measure: String)
    /// The projects evaluated, where all are: as many as the prose counts, which later
    /// passages may name otherwise.
    case projects(topic: String, measure: String)
    /// The measures of a topic that are a project's 经费.
    case expenses(topic: String)
    /// The same of the year before.
    case expensesOfLastYear(topic: String)
    /// The measures of one subject that are none of the form's own: 燃料费, 维修费.
    case details(topic: String, subject: String)
  }
}

/// The shares of a list and what they are shares of.
struct ShareList: Sendable {
  var topic: String
  var measure = "占比"
  var amount = "金额"
  /// In order of preference; a share that fits any of them is right.
  var bases: [ProseName]
  /// Whether the shares of all subjects make up the whole.
  var isWhole = true
  /// Whether a share of 100% says that the amount is its base, to the cent.
  var allMeansEqual = false
}

/// What a rule looks at in the self-evaluations.
enum PerformanceCheck: Sendable {
  /// 执行率 = 执行数 ÷ 预算数.
  case execution
  /// 得分 = 分值 × 执行率.
  case score
  /// The same project in the prose and in its annex.
  case annexes
  /// The same project in several passages of the prose.
  case projects
  /// The 分值 of a group of indicators against those of its rows.
  case groupWeights
  /// 总分 against the scores it is made of.
  case totalScore
  /// A target missed, and all its points given.
  case missedTarget
  /// Nothing done of a target, and points given; the form prints no 分值.
  case nothingDone
  /// 得分 above 分值.
  case excess
  /// The points of a whole form.
  case formWeights
  /// A score, a rate or a result left blank among others that are filled in.
  case unfilled
  /// One indicator twice in a form.
  case repeatedIndicator
  /// One indicator with two targets or results.
  case differingIndicator
  /// The score of the execution as the prose tells it.
  case toldExecution
  /// The whole score and its parts as the prose tells them.
  case toldTotal
}

/// How a number follows from the report of the year before.
enum YearLink: Sendable {
  /// What was carried over to this year is what the year before left.
  case opening(Cell, closing: Cell)
  /// This year's amount less its change is last year's amount.
  case change(ProseName, of: ProseName, Cell)
  /// Last year's amount as this year's report tells it.
  case told(ProseName, as: ProseName, Cell)
}

/// What a rule looks at in titles, headings, notes and sentences.
enum WordCheck: Sendable {
  /// Another department's name over a table.
  case department
  /// Another year in a title, a heading, a statement or a sentence.
  case titleYear, headingYear, statementYear, sentenceYear
  /// The year a change is told against.
  case comparedYear
  /// Words of the form left in.
  case placeholders, instructions, openChoices
  /// 科目 explained that the tables do not have.
  case glossary
  /// An empty table without a statement, a statement beside amounts.
  case emptyTable, deniedAmounts
}
