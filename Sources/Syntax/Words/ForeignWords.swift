/// Words that people bring from other query languages, or write where a sign is meant.
enum ForeignWords {
  /// What is written here instead.
  static let instead: [String: String] = [
    "group": "by 部门", "limit": "top 10", "like": "部门 ~ 汉阳", "between": "类 = 208..213",
    "sort": "order 支出 desc", "filter": "where 类 = 210", "select": "sum 支出",
    "distinct": "count 部门", "pivot": "across 年度", "on": "by 部门", "join": "by 部门",
    "into": "to 'out.csv'", "contains": "部门 ~ 汉阳", "equals": "类 = 210",
    "分组": "按 部门", "条件": "其中 类 = 210", "透视": "横列 年度", "包含": "部门 ~ 汉阳",
    "不包含": "部门 !~ 汉阳", "等于": "类 = 210", "不等于": "类 != 210", "大于": "支出 > 100",
    "小于": "支出 < 100", "大于等于": "支出 >= 100", "小于等于": "支出 <= 100",
  ]

  /// The first words of SQL statements.
  static let sql: Set<String> = [
    "select", "insert", "update", "delete", "create", "drop", "alter", "pragma",
  ]
}
