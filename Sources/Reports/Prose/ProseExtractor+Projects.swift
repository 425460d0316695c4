import Accounts

/// Projects and indicators that the self-evaluation describes in prose.
extension ProseExtractor {
  /// 产出指标：满分16分，得分15分: an indicator in prose.
  mutating func score(
    _ reading: inout Reading, _ token: NumberToken, place: Place, raw: String
  ) {
    guard token.unit == .分, let name = level.name, ["满分", "得分"].contains(reading.measure) else {
      return
    }
    if reading.measure == "满分" {
      indicators.append(
        IndicatorRecord(
          project: topic == .项目自评 ? project : "", first: level.first, second: level.second,
          third: level.goal, target: "", actual: "", weight: token.value, place: place, raw: raw))
    } else if let last = indicators.indices.last, indicators[last].score == nil {
      indicators[last].score = token.value
    }
    reading.measure = name + reading.measure
  }

  mutating func fill(_ reading: Reading, _ token: NumberToken, place: Place, raw: String) {
    guard !project.isEmpty, reading.subject == project, let last = projects.indices.last else {
      return
    }
    switch reading.measure {
    case "全年预算数": set(\.budget, of: last, token)
    case "执行数": set(\.executed, of: last, token)
    case "完成率": set(\.rate, of: last, token)
    case "得分", "综合得分": set(\.score, of: last, token)
    default: break
    }
  }

  mutating func set(
    _ field: WritableKeyPath<ProjectRecord, PrintedNumber?>, of index: Int, _ token: NumberToken
  ) {
    guard projects[index][keyPath: field] == nil else { return }
    projects[index][keyPath: field] = token.value
    if token.unit.kind == .money { projects[index].unit = token.unit }
  }
}
