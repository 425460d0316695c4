import Accounts

/// Which rows of a side are the parts of which.
enum RowTree {
  /// The indices of each row's parts: 合计 > 类 > 款 > 项 by code, and in a 总表 the 类 lines
  /// of 本年支出合计.
  static func children(of rows: [TableSheet.Row]) -> [[Int]] {
    var children = [[Int]](repeating: [], count: rows.count)
    let total = rows.firstIndex { $0.role == .合计 }
    let yearly = rows.firstIndex { $0.role == .本年支出合计 }
    let grand = rows.lastIndex { $0.role == .总计 }
    let codes = rows.map { $0.role == .功能科目 ? $0.code : nil }
    for index in rows.indices {
      switch rows[index].role {
      case .功能科目:
        let above = (0..<index).last { isAbove(codes[$0], codes[index]) }
        if let parent = above ?? total { children[parent].append(index) }
      case .功能类: if let yearly { children[yearly].append(index) }
      case .本年支出合计, .年末结转和结余: if let grand { children[grand].append(index) }
      default: break
      }
    }
    return children
  }

  /// Whether both are codes and the one begins the other.
  private static func isAbove(_ above: String?, _ code: String?) -> Bool {
    guard let above, let code else { return false }
    return above.utf8.count < code.utf8.count && code.begins(with: above)
  }
}
