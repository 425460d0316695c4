import Synchronization

/// From what size on the work over slices is shared out or narrowed down. Tests lower them, so
/// that small data goes every way.
enum SliceLimits {
  private static let rows = Atomic(1 << 15)
  private static let departments = Atomic(256)
  private static let part = Atomic(1 << 15)
  private static let groups = Atomic(1 << 26)
  private static let reports = Atomic(1 << 15)

  /// Rows that are worth a thread, or a chunk.
  static var rowsPerThread: Int {
    get { rows.load(ordering: .relaxed) }
    set { rows.store(newValue, ordering: .relaxed) }
  }

  /// Rows of an answer that are worth a thread: each takes as long as many rows of a slice.
  static var rowsPerChunk: Int { max(1, rowsPerThread / 16) }

  /// With no more departments, every row is made, and each is looked up.
  static var fewDepartments: Int {
    get { departments.load(ordering: .relaxed) }
    set { departments.store(newValue, ordering: .relaxed) }
  }

  /// How many departments with a row each are gone through at a time, to keep to some dozen
  /// megabytes.
  static var departmentsPerPart: Int {
    get { part.load(ordering: .relaxed) }
    set { part.store(newValue, ordering: .relaxed) }
  }

  /// How many groups there can be of the departments gone through at a time, rows or not.
  static let groupsPerPart = 1 << 18

  /// How many groups of departments a thread sums up at a time.
  static var groupsPerThread: Int { rowsPerThread * 4 }

  /// How many reports row selection goes through at a time.
  static var reportsAtOnce: Int {
    get { reports.load(ordering: .relaxed) }
    set { reports.store(newValue, ordering: .relaxed) }
  }

  /// How many of them are worth a thread.
  static var reportsPerThread: Int { max(1, reportsAtOnce / 128) }

  /// Sums of more groups are left to row selection. Memory is taken up only by groups there are.
  static var mostGroups: Int {
    get { groups.load(ordering: .relaxed) }
    set { groups.store(newValue, ordering: .relaxed) }
  }
}
