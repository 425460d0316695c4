import Accounts
import Foundation
import Reports
import Session

/// The project's own reports, loaded as the command loads them.
enum Samples {
  static let folder = root.appending(path: "Samples")

  static let data = DatasetBuilder.build(
    contents(
      of: folder.appending(path: "reports"), shown: "Samples/reports"))

  /// The published reports, where they are at hand.
  static let published: Dataset? = {
    let folder =
      ProcessInfo.processInfo.environment["SUAN_REPORTS"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared/reports")
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    return DatasetBuilder.build(contents(of: folder, shown: "reports"))
  }()

  static func contents(of folder: URL, shown: String) -> [ReportContent] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path)
      else { return nil }
      return try? ReportReader.read(file: shown + "/" + name, bytes: Array(bytes))
    }
  }

  static let root = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root
  }()
}

/// Sessions that may read files below a folder.
enum Sessions {
  static func reading(_ folder: URL) -> Session {
    let session = Session(dataset: Samples.data)
    session.readFile = { name in
      FileManager.default.contents(atPath: folder.appending(path: name).path).map { Array($0) }
    }
    return session
  }
}
