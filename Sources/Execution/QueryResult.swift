public import Accounts

/// The answer to one statement: columns, rows, and the notes that are part of it.
public struct QueryResult: Sendable {
  public var columns: [Column]
  public var rows: [Row]
  /// Plain short sentences: coverage, reports left out, rows rolled up.
  public var notes: [Note]
  /// The statement in its canonical form.
  public var query: String
  /// Reports in scope that disclose what was asked, and all in scope; nil where the
  /// statement asks no measure.
  public var coverage: Coverage?
  /// How the statement asks for it to be shown or kept.
  public var display = Display()

  /// What a statement says of its showing.
  public struct Display: Sendable, Equatable {
    public enum Chart: String, Sendable { case bar, line }

    /// `chart`: drawn in place of the table.
    public var chart: Chart?
    /// `with 图`: a bar beside each number.
    public var hasBars = false
    /// What a terminal shows in place of the table: the findings of `check`, in words.
    public var listing: String?
    /// `to 'file'`: written there in place of the output.
    public var file: String?

    public init() {}
  }

  public init(
    columns: [Column], rows: [Row] = [], notes: [Note] = [], query: String = "",
    coverage: Coverage? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.query = query
    self.coverage = coverage
  }

  public struct Column: Sendable, Equatable {
    public enum Kind: String, Sendable {
      /// Names, labels, sentences: left-aligned.
      case text
      /// A 科目 code: text, left-aligned, never with separators.
      case code
      /// A year: a number without separators.
      case year
      /// Right-aligned numbers.
      case money, count, percent, score, quotient
      /// A number as printed, with its unit in a column beside it.
      case printed
      /// A page, line or ordinal: a plain integer.
      case ordinal

      public var isNumber: Bool { self != .text && self != .code }
    }

    public var name: String
    public var kind: Kind
    /// The unit of a money column (元, 万元, 亿元), of a count (人, 辆) or of a rate (%).
    public var unit: Unit
    /// Whether its values may be added: amounts and counts, not means, rates or ranks.
    public var addsUp: Bool

    public init(name: String, kind: Kind, unit: Unit = .none, addsUp: Bool? = nil) {
      self.name = name
      self.kind = kind
      self.unit = unit
      self.addsUp = addsUp ?? (kind == .money || kind == .count || kind == .printed)
    }
  }

  public enum Cell: Sendable, Hashable {
    /// No value. Never the same as zero.
    case blank
    case text(String)
    /// An exact number with the decimals it is to be shown with.
    case number(PrintedNumber)
  }

  public struct Row: Sendable, Hashable {
    public enum Kind: String, Sendable {
      case data
      /// 小计 and 总计 rows of `with`.
      case subtotal, total
      /// The 其他 row of `top … with 其他`.
      case rest
    }

    public var cells: [Cell]
    public var kind: Kind
    /// Indentation levels of `tree`.
    public var depth: Int

    public init(_ cells: [Cell], kind: Kind = .data, depth: Int = 0) {
      self.cells = cells
      self.kind = kind
      self.depth = depth
    }
  }

  public struct Note: Sendable, Equatable {
    /// A stable name, such as `coverage`, `left-out`, `rolled-up`.
    public var id: String
    public var text: String

    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  public struct Coverage: Sendable, Equatable {
    public var disclosing: Int
    public var reports: Int

    public init(disclosing: Int, reports: Int) {
      self.disclosing = disclosing
      self.reports = reports
    }
  }
}
