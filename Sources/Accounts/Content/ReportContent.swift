/// Where something is printed: page (one in a text file), line and column, all from one.
/// The column counts characters of the raw line.
public struct Place: Sendable, Hashable, Comparable {
  public var page: Int32
  public var line: Int32
  public var column: Int32

  public init(page: Int32 = 1, line: Int32, column: Int32 = 1) {
    self.page = page
    self.line = line
    self.column = column
  }

  /// In printed order.
  public static func < (a: Place, b: Place) -> Bool {
    (a.page, a.line, a.column) < (b.page, b.line, b.column)
  }
}

/// One number printed in a data cell of a standard table (relation 数字).
public struct Figure: Sendable {
  /// The standard table, 1 to 9.
  public var table: StandardTable
  /// 收入 or 支出 in the two 总表 (表1, 表4); in 表6 the heading of the column group
  /// (人员经费, 公用经费); else empty.
  public var side: String
  /// The 科目 code as printed, without white space; empty where the row has none.
  public var code: String
  /// The row's label, wrapped lines joined, no white space; empty in 表7.
  public var label: String
  /// The header path from outer to leaf, each without white space, joined by `/`:
  /// `决算数/小计`, `预算数/公务用车购置及运行费/公务用车购置费`.
  public var column: String
  /// What the row and the column mean, whatever words are printed there.
  public var rowRole: RowRole
  public var columnRole: ColumnRole
  /// The 行次 printed before the number, which formulas under the table name; zero where none is.
  public var ordinal: Int16 = 0
  public var value: PrintedNumber
  /// The unit stated for the table; 万元 where none is.
  public var unit: Unit
  public var place: Place
  /// The raw printed line (one String shared by the line's figures).
  public var raw: String

  public init(
    table: StandardTable, side: String, code: String, label: String, column: String,
    rowRole: RowRole, columnRole: ColumnRole, value: PrintedNumber, unit: Unit, place: Place,
    raw: String
  ) {
    self.table = table
    self.side = side
    self.code = code
    self.label = label
    self.column = column
    self.rowRole = rowRole
    self.columnRole = columnRole
    self.value = value
    self.unit = unit
    self.place = place
    self.raw = raw
  }
}

/// One number of the prose or of an annex (relation 说明数).
public struct ProseFigure: Sendable {
  /// What the passage is about, such as 收支总计, 财政拨款支出结构, 分类预决算, 三公经费,
  /// 机关运行经费, 政府采购, 车辆, 人员构成, 项目支出用途, 项目自评.
  public var topic: String
  /// The thing measured inside the topic, such as a 类, a 三公 item, a kind of car, a project;
  /// empty where the topic itself is measured.
  public var subject: String
  /// What is measured: 支出决算, 年初预算, 完成率, 占比, 较上年增减额, 较上年增减率, ….
  /// The measures of change are signed: 减少 181.9 is -181.9.
  public var measure: String
  /// The number as printed, with the sign its words give it (see ``measure``).
  public var value: PrintedNumber
  /// The unit as printed beside the number.
  public var unit: Unit
  /// The printed unit word, such as 台(套) where ``unit`` only knows 台; empty where none is.
  public var unitText: String
  public var place: Place
  /// The sentence, its wrapped lines joined.
  public var raw: String

  public init(
    topic: String, subject: String = "", measure: String, value: PrintedNumber, unit: Unit,
    unitText: String = "", place: Place, raw: String
  ) {
    self.topic = topic
    self.subject = subject
    self.measure = measure
    self.value = value
    self.unit = unit
    self.unitText = unitText
    self.place = place
    self.raw = raw
  }
}

/// A sentence that says there is nothing to report, or no change: what tells an amount of
/// nothing from one that is not published.
public struct ProseStatement: Sendable {
  public enum Kind: String, Sendable {
    /// 本部门无政府性基金预算财政拨款收入支出.
    case nothing
    /// 与上年持平.
    case unchanged
  }

  public var kind: Kind
  /// The topic and the subject, in the words of ``ProseFigure``.
  public var topic: String
  public var subject: String
  public var place: Place
  /// The sentence, its wrapped lines joined.
  public var raw: String

  public init(kind: Kind, topic: String, subject: String = "", place: Place, raw: String) {
    self.kind = kind
    self.topic = topic
    self.subject = subject
    self.place = place
    self.raw = raw
  }
}

/// A project of the self-evaluation (relation 项目): one row per place it is described.
public struct ProjectRecord: Sendable {
  public var name: String
  /// In 万元 unless ``unit`` says otherwise; nil where not printed.
  public var budget: PrintedNumber?
  public var executed: PrintedNumber?
  /// In percent.
  public var rate: PrintedNumber?
  public var score: PrintedNumber?
  public var unit: Unit
  public var place: Place
  public var raw: String

  public init(
    name: String, budget: PrintedNumber? = nil, executed: PrintedNumber? = nil,
    rate: PrintedNumber? = nil, score: PrintedNumber? = nil, unit: Unit = .万元, place: Place,
    raw: String
  ) {
    self.name = name
    self.budget = budget
    self.executed = executed
    self.rate = rate
    self.score = score
    self.unit = unit
    self.place = place
    self.raw = raw
  }
}

/// One row of a self-evaluation's indicator table (relation 绩效).
public struct IndicatorRecord: Sendable {
  /// The project, or empty for the whole department's table.
  public var project: String
  /// 一级, 二级 and 三级指标.
  public var first: String
  public var second: String
  public var third: String
  /// 目标值 and 完成值, as printed.
  public var target: String
  public var actual: String
  /// 分值 and 得分; nil where not printed or not a number.
  public var weight: PrintedNumber?
  public var score: PrintedNumber?
  public var place: Place
  public var raw: String

  public init(
    project: String, first: String, second: String, third: String, target: String,
    actual: String, weight: PrintedNumber? = nil, score: PrintedNumber? = nil, place: Place,
    raw: String
  ) {
    self.project = project
    self.first = first
    self.second = second
    self.third = third
    self.target = target
    self.actual = actual
    self.weight = weight
    self.score = score
    self.place = place
    self.raw = raw
  }
}

/// A paragraph with the part and section it stands in (relation 段落).
public struct Paragraph: Sendable {
  /// The heading of the part, such as 第三部分 … 情况说明; empty before the first.
  public var part: String
  /// The heading of the section, such as 三、支出决算情况说明.
  public var section: String
  /// Wrapped lines joined.
  public var text: String
  public var place: Place
  /// Where the lines after the first begin.
  public var breaks: [Break] = []

  /// The start of a wrapped line: how many scalars of the text come before it, and its place.
  public struct Break: Sendable {
    public var offset: Int32
    public var place: Place

    public init(offset: Int32, place: Place) {
      self.offset = offset
      self.place = place
    }
  }

  public init(part: String, section: String, text: String, place: Place, breaks: [Break] = []) {
    self.part = part
    self.section = section
    self.text = text
    self.place = place
    self.breaks = breaks
  }

  /// The line on which the scalar at `offset` is printed: the start of that line.
  public func place(at offset: Int) -> Place {
    breaks.last { Int($0.offset) <= offset }?.place ?? place
  }
}

/// A heading of a part or a section: 第三部分 … 部门决算情况说明.
public struct Heading: Sendable {
  /// Wrapped lines joined, without white space.
  public var text: String
  public var place: Place

  public init(text: String, place: Place) {
    self.text = text
    self.place = place
  }
}

/// How a standard table stands in a report, and where its numeric tokens went.
public struct TableCoverage: Sendable {
  public var table: StandardTable
  /// The printed title, white space removed.
  public var title: String
  /// The line of the title.
  public var place: Place
  /// The statement under an empty table, such as 本部门2020年度无政府性基金预算财政拨款收入支出.
  public var statement: String
  /// The unit stated, or nil where none is.
  public var unit: Unit?
  /// The name after 部门： or 单位： over the table; empty where none is.
  public var department: String
  /// The lines of the statement and of the name; the title's where there are none.
  public var statementPlace: Place
  public var departmentPlace: Place
  /// Numeric tokens between the title and the last note, and what they are.
  public var tokens = TokenCounts()

  public struct TokenCounts: Sendable, Equatable {
    public var figures = 0
    public var ordinals = 0
    public var codes = 0
    /// Parts of a title, a label, a note or a formula.
    public var words = 0
    public var unclaimed = 0

    public init() {}

    public var seen: Int { figures + ordinals + codes + words + unclaimed }
  }

  public init(
    table: StandardTable, title: String, place: Place, statement: String = "", unit: Unit? = nil,
    department: String = ""
  ) {
    self.table = table
    self.title = title
    self.place = place
    self.statement = statement
    self.unit = unit
    self.department = department
    statementPlace = place
    departmentPlace = place
  }
}

/// A numeric token of a table that no rule could place (relation 未认领).
public struct UnclaimedToken: Sendable {
  public var table: StandardTable
  public var text: String
  public var place: Place
  public var raw: String

  public init(table: StandardTable, text: String, place: Place, raw: String) {
    self.table = table
    self.text = text
    self.place = place
    self.raw = raw
  }
}

/// What the file prints that is not read as part of the report, from a place on.
public struct UnreadPassage: Sendable {
  public var place: Place
  /// One plain sentence without a trailing full stop.
  public var reason: String

  public init(place: Place, reason: String) {
    self.place = place
    self.reason = reason
  }
}

/// A formula printed under a table, such as 27 行＝（1+2+…+8）行 or 1 栏各行＝（2+3）栏各行.
public struct PrintedFormula: Sendable {
  public enum Axis: Sendable { case rows, columns }
  public var table: StandardTable
  public var axis: Axis
  /// The ordinal on the left, and the signed ordinals on the right.
  public var total: Int
  public var terms: [(sign: Int, ordinal: Int)]
  public var place: Place
  public var raw: String

  public init(
    table: StandardTable, axis: Axis, total: Int, terms: [(sign: Int, ordinal: Int)],
    place: Place, raw: String
  ) {
    self.table = table
    self.axis = axis
    self.total = total
    self.terms = terms
    self.place = place
    self.raw = raw
  }
}

/// Who reports on which year, in the report's own words.
public struct ReportIdentity: Sendable {
  public enum Kind: String, Sendable {
    case 部门决算, 单位决算, 部门预算
    /// The official template, without figures.
    case 空白模板
    /// Any other document.
    case 其他
  }

  public var kind: Kind
  /// The fullest form of the department's name, without 加挂 brackets.
  public var department: String
  /// Other printed forms of the same name.
  public var aliases: [String]
  public var year: Int
  /// 市, such as 武汉市 or 上海市; empty where the report does not tell.
  public var city: String
  /// 区 or 县, such as 江汉区; empty where the report does not tell.
  public var county: String

  public init(
    kind: Kind, department: String, aliases: [String] = [], year: Int, city: String = "",
    county: String = ""
  ) {
    self.kind = kind
    self.department = department
    self.aliases = aliases
    self.year = year
    self.city = city
    self.county = county
  }
}

/// Everything one report says, with places: what the readers make and the dataset is built of.
public struct ReportContent: Sendable {
  /// The path as the user gave it.
  public var file: String
  public var identity: ReportIdentity
  public var figures: [Figure] = []
  public var prose: [ProseFigure] = []
  public var statements: [ProseStatement] = []
  public var projects: [ProjectRecord] = []
  public var indicators: [IndicatorRecord] = []
  public var paragraphs: [Paragraph] = []
  /// The headings of the parts and their sections, in printed order.
  public var headings: [Heading] = []
  public var coverage: [TableCoverage] = []
  public var unclaimed: [UnclaimedToken] = []
  public var unread: [UnreadPassage] = []
  public var formulas: [PrintedFormula] = []
  /// A hash of the file's bytes, part of the dataset's; zero where there is none.
  public var fingerprint: UInt64 = 0

  public init(file: String, identity: ReportIdentity) {
    self.file = file
    self.identity = identity
  }
}
