#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears under its name only when it is whole: written beside it under a
/// temporary name, stored on disk, then renamed. Given up before that, it leaves nothing.
struct OutputFile: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32
  private(set) var offset = 0

  init(path: String) throws(ArrowError) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).part"
    unlink(temporaryPath)
    descriptor = open(
      temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o666))
    guard descriptor >= 0 else {
      let code = errno
      throw .system(.create, path: path, code: code)
    }
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ArrowError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = UnsafeRawBufferPointer(rebasing: rest)
      let written = write(descriptor, chunk.baseAddress!, chunk.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(.write, path: path, code: errno)
      }
      rest = rest.dropFirst(written)
      offset += written
    }
  }

  mutating func append(_ bytes: [UInt8]) throws(ArrowError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ArrowError) in
      try append(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Stores the file and gives it its name.
  consuming func publish() throws(ArrowError) {
    guard fsync(descriptor) == 0 else { throw .system(.sync, path: path, code: errno) }
    guard rename(temporaryPath, path) == 0 else {
      throw .system(.rename, path: path, code: errno)
    }
    syncFolder()
  }

  /// So that the new name, too, outlives a power cut.
  private func syncFolder() {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  deinit {
    close(descriptor)
    // Nothing is there under this name once the file is published.
    unlink(temporaryPath)
  }
}
