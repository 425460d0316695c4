import Glibc
import Synchronization

/// How many threads a query may use: as many as there are processors, unless told otherwise.
public enum Workers {
  private static let wanted = Atomic(0)

  public static var count: Int {
    get {
      let wanted = wanted.load(ordering: .relaxed)
      return wanted > 0 ? wanted : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
    set { wanted.store(max(0, newValue), ordering: .relaxed) }
  }
}
