import Accounts
import Text

/// An amount of the prose printed in 元 that its list proves to be 万元.
struct MisprintedProse {
  let topic: String
  let printed: Printed
  /// The same digits in 万元.
  let meant: Quantity
  /// The list's total and its other items.
  let evidence: [Finding.Evidence]

  /// Those of a report: each is the only one in 元 of a list in 万元, which adds up with it in
  /// 万元 and not as printed.
  static func all(in cells: ReportCells) -> [MisprintedProse] {
    Rule.inProse.compactMap { rule in
      guard case .prose(.list(let list)) = rule.check else { return nil }
      return misprint(in: list, cells)
    }
  }

  /// The topics of all that has to do with amounts under some topics: of the lists that have items
  /// there, and of those lists' totals.
  static func topics(of odd: Set<ExactText>) -> Set<ExactText> {
    guard !odd.isEmpty else { return [] }
    var topics: Set<ExactText> = []
    for rule in Rule.inProse {
      guard case .prose(.list(let list)) = rule.check, !odd.isDisjoint(with: list.topics) else {
        continue
      }
      topics.formUnion(list.topics)
    }
    return topics
  }

  private static func misprint(in list: ItemList, _ cells: ReportCells) -> MisprintedProse? {
    guard let total = cells.said(list.total.topic, list.total.subject, list.total.measure),
      total.quantity.unit == .万元
    else { return nil }
    let items = ListItems(list, cells).numbers
    let odd = items.filter { $0.quantity.unit == .元 }
    guard odd.count == 1, let item = odd.first, let meant = Quantity(item.number, .万元) else {
      return nil
    }
    var rest = total.quantity
    var evidence = [total.evidence]
    for other in items where other.origin != item.origin {
      rest.add(other.quantity, sign: -1)
      evidence.append(other.evidence)
    }
    guard rest.agreement(with: meant) != .broken, rest.agreement(with: item.quantity) == .broken
    else { return nil }
    return MisprintedProse(
      topic: topic(of: list), printed: item, meant: meant, evidence: evidence)
  }

  private static func topic(of list: ItemList) -> String {
    switch list.items {
    case .named(let names): names.first?.topic ?? list.total.topic
    case .subjects(let topic, _), .projects(let topic, _), .details(let topic, _),
      .expenses(let topic),
      .expensesOfLastYear(let topic):
      topic
    }
  }
}

extension ItemList {
  /// The topics that its total and its items are found under.
  fileprivate var topics: [ExactText] {
    let others =
      switch items {
      case .named(let names): names.map(\.topic)
      case .projects(let topic, _): [topic] + ListItems.projectTopics
      case .subjects(let topic, _), .details(let topic, _), .expenses(let topic),
        .expensesOfLastYear(let topic):
        [topic]
      }
    return ([total.topic] + others).map { ExactText($0) }
  }
}
