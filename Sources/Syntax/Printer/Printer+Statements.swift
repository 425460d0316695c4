import Text

extension Printer {
  mutating func write(_ statement: Statement.Kind) {
    switch statement {
    case .query(let query): write(query)
    case .source(let query): write(.source, query)
    case .explain(let query, let plan):
      write(.explain)
      text += " "
      if plan { text += "plan " }
      write(query)
    case .explainCheck(let rule):
      text += "explain check "
      write(rule)
    case .define(let definition): write(definition)
    case .run(let name): write(.run, name)
    case .assert(let assertion): write(assertion)
    case .verify(let verification): write(verification)
    case .find(let words, let clauses):
      text += "find "
      write(words)
      write(clauses)
    case .check(let clauses):
      write(.check)
      write(clauses)
    case .show(let topic, let clauses):
      write(.show, topic)
      write(clauses)
    case .describe(let name): write(.describe, name)
    case .chart(let chart): write(chart)
    case .help(let words):
      write(.help)
      guard let words else { return }
      text += " "
      write(words)
    }
  }

  private mutating func write(_ keyword: Keyword, _ query: Query) {
    write(keyword)
    text += " "
    write(query)
  }

  private mutating func write(_ keyword: Keyword, _ name: Name) {
    write(keyword)
    text += " "
    write(name)
  }

  private mutating func write(_ definition: Definition) {
    write(.define, definition.name)
    text += " = "
    switch definition.value {
    case .query(let query): write(query)
    case .condition(let condition): write(condition)
    case .expression(let expression):
      if case .filtered(let operand, let condition) = expression.kind {
        writeFiltered(operand, condition)
      } else {
        write(expression)
      }
    }
  }

  private mutating func write(_ assertion: Assertion) {
    text += "assert "
    write(assertion.left)
    text += " \(assertion.comparison.rawValue) "
    write(assertion.right)
    write(assertion.clauses)
  }

  private mutating func write(_ verification: Verification) {
    text += "verify "
    switch verification.subject {
    case .sentence(let sentence): write(sentence)
    case .file(let file):
      text += "from "
      write(file)
    }
    write(verification.clauses)
  }

  private mutating func write(_ chart: Chart) {
    write(.chart)
    switch chart.shape {
    case .bar: text += " bar"
    case .line: text += " line"
    case nil: break
    }
    guard let query = chart.query else { return }
    text += " "
    write(query)
  }

  mutating func write(_ query: Query) {
    switch query.head {
    case .aggregates(let columns): write(columns)
    case .list(let columns):
      text += "list "
      write(columns) { printer, column in
        printer.write(column.operand)
        printer.write(alias: column.alias)
      }
    }
    write(query.clauses)
  }

  /// A verb is written where it changes.
  private mutating func write(_ columns: [Aggregate]) {
    var verb: Verb?
    write(columns) { printer, column in
      if column.verb != verb { printer.text += "\(column.verb.rawValue) " }
      verb = column.verb
      printer.write(column.operand)
      printer.write(alias: column.alias)
    }
  }

  private mutating func write(_ operand: Operand) {
    switch operand {
    case .everything: text += "*"
    case .lastResult: text += "_"
    case .expression(let expression): write(expression)
    }
  }

  private mutating func write(alias: Name?) {
    guard let alias else { return }
    text += " as "
    write(alias)
  }
}
