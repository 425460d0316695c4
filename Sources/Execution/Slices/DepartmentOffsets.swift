/// What the department of a row adds to the number of its group.
enum DepartmentOffsets {
  /// All the same, nothing: or what it is stands in the base of the run.
  case same
  /// So much for each department from the first on, which needs no table.
  case affine(stride: Int32, first: Int32)
  /// By department, -1 for one that is not asked for.
  case table([Int32])

  var areSame: Bool { if case .same = self { true } else { false } }
}
