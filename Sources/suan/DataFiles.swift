import Glibc
import Reports
import Snapshot

/// The reports that DATA arguments name: files as they are, folders with all reports below.
struct DataFiles {
  private(set) var reports: [String] = []
  /// Those of them that are snapshots. In a folder none is looked for.
  private(set) var snapshots: Set<String> = []
  private(set) var errors: [ReportError] = []

  /// Files in a folder that are taken for reports; a file named itself always is.
  private static let endings = [".txt", ".pdf"]

  init(_ arguments: [String]) {
    for argument in arguments { add(argument) }
  }

  private mutating func add(_ path: String) {
    guard Files.isFolder(path) else {
      reports.append(path)
      if Self.isSnapshot(path) { snapshots.insert(path) }
      return
    }
    let before = (reports.count, errors.count)
    addFolder(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, depth: 0)
    if (reports.count, errors.count) == before {
      errors.append(ReportError(file: path, reason: "the folder holds no reports"))
    }
  }

  /// Links that form a ring end at this depth.
  private static let deepest = 16

  private mutating func addFolder(_ folder: String, depth: Int) {
    do {
      for name in try Files.names(in: folder) {
        let path = folder + "/" + name
        if Self.endings.contains(where: name.lowercased().hasSuffix) {
          reports.append(path)
        } else if depth < Self.deepest, Files.isFolder(path) {
          addFolder(path, depth: depth + 1)
        }
      }
    } catch {
      errors.append(ReportError(file: folder, reason: error.reason))
    }
  }

  /// Whether a file is a snapshot, by its first bytes.
  private static func isSnapshot(_ path: String) -> Bool {
    var status = stat()
    // What is no plain file cannot be looked into without taking its bytes.
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: SnapshotFile.magic.count)
    return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == SnapshotFile.magic
  }

  /// What DATA stands for where none is given.
  static var fromEnvironment: [String]? {
    guard let value = environment("SUAN_DATA"), !value.isEmpty else { return nil }
    return value.split(separator: ":").map(String.init)
  }

  /// The reports that come with suan: in `$SUAN_SAMPLES`, or in the nearest folder above the
  /// executable that has them.
  static var samples: String? {
    if let path = environment("SUAN_SAMPLES"), Files.isFolder(path) { return path }
    var folder = executable
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      for place in ["/Samples/reports", "/share/suan/Samples/reports"]
      where Files.isFolder(folder + place) {
        return folder + place
      }
    }
    return nil
  }

  private static var executable: String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    return count > 0
      ? String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
  }
}
