import Glibc

/// The built command and the places around it.
enum Command {
  /// The one that SUAN_COMMAND names, as `make test` does with the one users get; else the one
  /// beside the test bundle, where the package's products stand together.
  static let path = getenv("SUAN_COMMAND").map { String(cString: $0) } ?? folder + "/suan"

  /// The package's folder.
  static let root: String = {
    var folder = Command.folder
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if access(folder + "/Package.swift", R_OK) == 0 { break }
    }
    return folder
  }()

  /// The samples that come with the project.
  static let samples = root + "/Samples/reports"

  /// Whether questions about the samples are answered.
  static let answers = Pipe.run(["-c", "count 部门", samples]).output.contains("\n")

  private static let folder: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let file = String(decoding: path[..<max(0, count)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
  }()
}

/// A folder that is gone after the test.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/suan-test-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { _ = Pipe.shell("rm -rf '\(path)'") }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) -> String {
    let file = fopen("\(path)/\(name)", "w")
    fputs(text, file)
    fclose(file)
    return "\(path)/\(name)"
  }

  func text(_ name: String) -> String {
    guard let file = fopen("\(path)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
