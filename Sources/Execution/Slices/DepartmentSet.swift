/// Departments by their numbers, ascending: as they lie in slices, and as groups of them are
/// numbered.
struct DepartmentSet: Equatable {
  private(set) var members: [Int32]

  /// `members` ascend, each once.
  init(ascending members: [Int32] = []) { self.members = members }

  init(_ set: Set<Int>) { members = set.map(Int32.init).sorted() }

  var count: Int { members.count }

  /// From the first to behind the last.
  var span: Range<Int32> { (members.first ?? 0)..<(members.last.map { $0 + 1 } ?? 0) }

  /// Whether they lie side by side.
  var isRun: Bool { count > 1 && count == span.count }

  func contains(_ department: Int) -> Bool {
    let place = SortedRows.place(of: Int32(department), in: members)
    return place < members.count && members[place] == Int32(department)
  }

  func intersection(_ other: DepartmentSet) -> DepartmentSet {
    var result = DepartmentSet()
    var rest = other.members[...]
    for member in members {
      rest = rest.drop { $0 < member }
      if rest.first == member { result.members.append(member) }
    }
    return result
  }

  /// Adds departments that all come after those there are.
  mutating func append(_ later: DepartmentSet) {
    members += later.members
  }
}
