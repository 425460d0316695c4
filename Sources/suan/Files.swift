import Glibc
import Reports

/// Why a file could not be read or written, in the system's words.
struct FileError: Error, Equatable {
  var path: String
  var reason: String

  init(_ path: String, _ reason: String = String(cString: strerror(errno))) {
    self.path = path
    self.reason = reason
  }
}

/// The file system, as far as suan needs it.
enum Files {
  static func bytes(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path) }
    defer { close(descriptor) }
    return try bytes(of: descriptor, path)
  }

  /// A text as UTF-8 without its byte order mark, whatever it is encoded in.
  static func text(_ path: String) throws(FileError) -> [UInt8] {
    try plain(try bytes(path), path)
  }

  static func textOfStandardInput() throws(FileError) -> [UInt8] {
    try plain(try bytes(of: STDIN_FILENO, "stdin"), "stdin")
  }

  private static func plain(_ bytes: [UInt8], _ path: String) throws(FileError) -> [UInt8] {
    // A zero byte is valid UTF-8, but where there is one the text is UTF-16.
    if !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil {
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
    do throws(TextEncoding.Failure) {
      return try TextEncoding.utf8(of: bytes)
    } catch {
      throw FileError(path, error.reason)
    }
  }

  private static func bytes(of descriptor: Int32, _ path: String) throws(FileError) -> [UInt8] {
    var status = stat()
    fstat(descriptor, &status)
    var result: [UInt8] = []
    // Room for one byte more than there are, so that the end shows at once.
    var room = max(4096, Int(status.st_size) + 1)
    while true {
      var count = 0
      result.append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { buffer, filled in
          count = read(descriptor, buffer.baseAddress, room)
          filled = max(0, count)
        }
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path) }
      guard count > 0 else { return result }
      room = max(1, result.capacity - result.count)
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted, without hidden ones.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let directory = opendir(folder) else { throw FileError(folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes a whole file under a temporary name beside it, and renames it: what stands at
  /// `path` is the old file or the new one, never half of it.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    let path = target(of: path)
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path) }
    if let mode { fchmod(descriptor, mode) }
    var failure = put(bytes[...], to: descriptor)
    if failure == 0, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw FileError(path, String(cString: strerror(failure)))
    }
  }

  /// The file that a path leads to through links, so that writing leaves the links.
  private static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Writes all of the bytes; returns 0 or the error's number.
  static func put(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
