import Accounts
import Semantics

/// All departments in parts, each of as many as have rows enough.
///
/// The rows that a nation has at once take more memory than there should be need of. Where few
/// of them are shown, they are made a part at a time, and what each part can show is kept.
struct DepartmentParts {
  /// How many departments a part has.
  private let size: Int
  private let store: any FactStore

  /// `keyCount` is how many of the dimensions of the questions make rows; the others are counted.
  /// nil where the department is no dimension, or a department has too many groups.
  init?(_ questions: [SliceQuestion], _ space: KeySpace, keyCount: Int) {
    guard let store = questions.first?.store else { return nil }
    var size = SliceLimits.departmentsPerPart
    for question in questions {
      let keys = Array(question.attributes.prefix(keyCount))
      let domain = GroupDomain(keys, question: question, space: space)
      guard let groups = domain.perDepartment, groups <= SliceLimits.mostGroups else { return nil }
      // Not all the groups that there can be have rows.
      let rows = question.slices.reduce(0) { $0 + $1.rows.count } / store.departmentCount + 1
      size = min(
        size, SliceLimits.departmentsPerPart / max(1, min(groups, rows)),
        SliceLimits.groupsPerPart / max(1, groups))
    }
    // Each part has a cost of its own, which many groups without rows do not repay.
    guard size * Self.mostParts >= store.departmentCount else { return nil }
    self.init(of: store, size: size)
  }

  private static let mostParts = 1 << 12

  init(of store: any FactStore, size: Int) {
    self.size = size
    self.store = store
  }

  var areSeveral: Bool { size < store.departmentCount }

  /// The parts, in order.
  var departments: some Sequence<DepartmentSet> {
    let count = store.departmentCount
    return stride(from: 0, to: count, by: size).lazy.map { [size] first in
      DepartmentSet(ascending: (first..<min(count, first + size)).map(Int32.init))
    }
  }

  /// Some departments in parts as large, nil standing for all.
  func parts(of wanted: DepartmentSet?) -> [DepartmentSet?] {
    guard let wanted else { return areSeveral ? departments.map { $0 } : [nil] }
    guard size < wanted.count else { return [wanted] }
    return stride(from: 0, to: wanted.count, by: size).map { first in
      DepartmentSet(
        ascending: Array(wanted.members[first..<min(wanted.count, first + size)]))
    }
  }

  /// The smaller of two partitions.
  func narrowed(to other: Self?) -> Self { other.map { $0.size < size ? $0 : self } ?? self }

  /// Parts of so many times fewer departments.
  func divided(by number: Int) -> Self { Self(of: store, size: max(1, size / max(1, number))) }
}
