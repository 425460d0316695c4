import Accounts
import Session

extension Session {
  /// The hash of the loaded reports, by which an answer can be traced to its data.
  var datasetHash: String {
    let digits = String(dataset.fingerprint, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
