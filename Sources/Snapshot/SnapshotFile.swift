public import Accounts
import Arrow

/// Opens Arrow files as stores.
public enum SnapshotFile {
  /// The bytes every such file begins with.
  public static let magic = Array("ARROW1".utf8)

  /// The store in a file: mapped where this program wrote it, else read and sorted.
  public static func open(
    _ path: String, catalogue: Catalogue = .standard
  ) throws(FactStoreError) -> any FactStore {
    let file: ArrowFile
    do throws(ArrowError) {
      file = try ArrowFile(path: path)
    } catch {
      throw FactStoreError(error, path)
    }
    return Snapshot.isSnapshot(file)
      ? try Snapshot(file, path: path, catalogue: catalogue)
      : try ForeignTable(file, path: path, catalogue: catalogue).sorted()
  }

  /// Checks every byte of a snapshot that this program wrote, and returns how many rows it has.
  public static func verify(_ path: String) throws(FactStoreError) -> Int {
    let store = try open(path)
    guard let snapshot = store as? Snapshot else {
      throw FactStoreError(
        file: path, reason: "suan did not write it: it has no checksums to verify")
    }
    try snapshot.verify()
    return snapshot.rowCount
  }
}
