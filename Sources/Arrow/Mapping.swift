#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file mapped into memory, read only, for as long as this object lives.
///
/// Another process that cuts the file short while it is mapped ends this one: the system gives
/// no way to keep the pages. Whoever replaces a file renames a new one over it.
final class Mapping: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(path: String) throws(ArrowError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(.open, path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(.open, path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(.open, path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw .system(.read, path: path, code: errno) }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// Maps the pages of a range at once, where the system can: touched one after the other each
  /// few would be a fault of their own.
  func populate(_ range: Range<Int>) {
    #if os(Linux)
      let page = Int(getpagesize())
      let first = range.lowerBound / page * page
      guard range.count > page, let start = bytes.baseAddress else { return }
      madvise(
        UnsafeMutableRawPointer(mutating: start + first), range.upperBound - first,
        Self.populateRead)
    #endif
  }

  /// MADV_POPULATE_READ, since Linux 5.14.
  private static let populateRead: Int32 = 22

  /// The bytes of a range that was checked against the file's size.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }
}
