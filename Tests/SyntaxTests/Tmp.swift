import Testing
import Text
@testable import Syntax
@Test func tmp() {
  print("@@TABLE")
  print("| English | Chinese | role | meaning |\n|---|---|---|---|")
  for k in Keyword.allCases { print("| \(k.english.joined(separator: ", ")) | \(k.chinese.joined(separator: ", ")) | \(k.role.rawValue) | \(k.meaning) |") }
  print("@@END")
}
