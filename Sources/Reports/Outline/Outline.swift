public import Accounts

/// The skeleton of a report: its parts, sections and standard tables, as line ranges of the
/// document (indices of ``Document/lines``). The table of contents is no part of it.
public struct Outline: Sendable {
  /// Lines before the first part's heading: cover and table of contents.
  public var front: Range<Int>
  public var parts: [Part]
  public var tables: [TableRegion]
  /// Those of the tables that begin a second set of them, such as the department's own after
  /// those of all its units.
  public var repeated: ArraySlice<TableRegion> = []
  /// The line behind the last: where another report begins, or the document ends.
  public var end: Int

  public init(
    front: Range<Int> = 0..<0, parts: [Part] = [], tables: [TableRegion] = [], end: Int = 0
  ) {
    self.front = front
    self.parts = parts
    self.tables = tables
    self.end = end
  }

  /// 第N部分, from its heading to the next part's.
  public struct Part: Sendable {
    /// N, from one.
    public var number: Int
    /// The whole heading, wrapped lines joined, white space removed.
    public var title: String
    /// The lines of the heading, then those of the body.
    public var heading: Range<Int>
    public var body: Range<Int>
    public var sections: [Section]

    public init(
      number: Int, title: String, heading: Range<Int>, body: Range<Int>, sections: [Section] = []
    ) {
      self.number = number
      self.title = title
      self.heading = heading
      self.body = body
      self.sections = sections
    }
  }

  /// A section 一、 to 十三、 of a part, from its heading to the next section's.
  public struct Section: Sendable {
    public var number: Int
    /// The whole heading, wrapped lines joined, white space removed.
    public var title: String
    public var heading: Range<Int>
    public var body: Range<Int>

    public init(number: Int, title: String, heading: Range<Int>, body: Range<Int>) {
      self.number = number
      self.title = title
      self.heading = heading
      self.body = body
    }
  }

  /// A standard table, from its title to its last note or the next title.
  public struct TableRegion: Sendable {
    public var table: StandardTable
    /// The title, wrapped lines joined, white space removed.
    public var title: String
    public var heading: Range<Int>
    public var body: Range<Int>

    public init(table: StandardTable, title: String, heading: Range<Int>, body: Range<Int>) {
      self.table = table
      self.title = title
      self.heading = heading
      self.body = body
    }
  }
}
