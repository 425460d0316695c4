// Reports turns a published report into figures with their places. What every reader makes
// is a document of pages, lines and spans; outline, table and prose readers work on that.

/// A report as lines of positioned spans, whatever file it came from.
///
/// All text stands in one UTF-8 buffer; lines and spans are ranges of it.
public struct Document: Sendable {
  /// How a line's spans are told apart, and so what their positions mean.
  public enum Layout: Sendable {
    /// Text. A line with tabs has a span for each cell, empty ones included, and x is the
    /// cell's index; any other line has one span for each run without white space, and x
    /// counts display columns.
    case text
    /// A PDF page. A span is a word; x is in points from the left edge.
    case positioned
  }

  public var layout: Layout
  public var bytes: [UInt8]
  public var lines: [Line]
  public var spans: [Span]
  /// Ruling lines, by page; empty for text.
  public var rulings: [Ruling]
  /// Whether lines and passages are given as printed; else they are empty.
  var givesTexts = true
  /// The text prepared for matching; see ``fold()``.
  var folded = FoldedText()

  public init(
    layout: Layout, bytes: [UInt8] = [], lines: [Line] = [], spans: [Span] = [],
    rulings: [Ruling] = []
  ) {
    self.layout = layout
    self.bytes = bytes
    self.lines = lines
    self.spans = spans
    self.rulings = rulings
  }

  /// One printed line.
  public struct Line: Sendable {
    /// The page, from one; always one in a text file.
    public var page: Int32
    /// The line, from one: in the file for text, on the page for a PDF.
    public var number: Int32
    /// The bytes of the whole line, without its newline.
    public var bytes: Range<Int>
    /// Its spans, as indices of ``Document/spans``.
    public var spans: Range<Int>
    /// Whether tabs part the line's cells.
    public var isTabbed: Bool
    /// The page it stands on counted through a PDF in which a sheet may hold two pages; else
    /// ``page``.
    var leaf: Int32
    /// Its characters in ``Document/folded``.
    var glyphs = 0..<0
    /// How many scalars of the text come before it.
    var scalar: Int32 = 0

    public init(
      page: Int32, number: Int32, bytes: Range<Int>, spans: Range<Int>, isTabbed: Bool
    ) {
      self.page = page
      self.number = number
      self.bytes = bytes
      self.spans = spans
      self.isTabbed = isTabbed
      leaf = page
    }
  }

  /// A run of text with its position (see ``Layout``).
  public struct Span: Sendable {
    public var bytes: Range<Int>
    public var x0: Float
    public var x1: Float
    /// The vertical extent in points, top down; zero for text.
    public var y0: Float
    public var y1: Float
    /// Its characters in ``Document/folded``.
    var glyphs = 0..<0

    public init(bytes: Range<Int>, x0: Float, x1: Float, y0: Float = 0, y1: Float = 0) {
      self.bytes = bytes
      self.x0 = x0
      self.x1 = x1
      self.y0 = y0
      self.y1 = y1
    }
  }

  /// A drawn line of a PDF table: horizontal where y0 = y1, vertical where x0 = x1.
  public struct Ruling: Sendable {
    /// See ``Line/leaf``.
    public var leaf: Int32
    public var x0: Float
    public var y0: Float
    public var x1: Float
    public var y1: Float

    public init(leaf: Int32, x0: Float, y0: Float, x1: Float, y1: Float) {
      self.leaf = leaf
      self.x0 = x0
      self.y0 = y0
      self.x1 = x1
      self.y1 = y1
    }
  }

  public func text(_ range: Range<Int>) -> String {
    bytes.text(range)
  }

  public func text(of line: Line) -> String { givesTexts ? text(line.bytes) : "" }
  public func text(of span: Span) -> String { text(span.bytes) }
}
