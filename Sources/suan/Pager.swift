import Glibc

/// A program that shows a long text a screen at a time.
enum Pager {
  /// `$PAGER`, else `less` where it is installed; nil where there is none, or the user has
  /// set it to nothing or to `cat`.
  static var command: String? {
    if let named = environment("PAGER") { return named.isEmpty || named == "cat" ? nil : named }
    let folders = (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
  }

  /// Shows the text; false where the pager could not be started.
  static func show(_ text: String, with command: String) -> Bool {
    var ends: (Int32, Int32) = (0, 0)
    let piped = withUnsafeMutablePointer(to: &ends) {
      $0.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
    }
    guard piped == 0 else { return false }
    _ = fcntl(ends.1, F_SETFD, FD_CLOEXEC)
    let child = start(command, reading: ends.0)
    close(ends.0)
    // The user may leave before the end: the rest is not wanted.
    if child != nil { _ = Files.put(ArraySlice(text.utf8), to: ends.1) }
    close(ends.1)
    guard let child else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status >> 8 & 0xFF != 127
  }

  private static func start(_ command: String, reading descriptor: Int32) -> pid_t? {
    // Colours pass, long lines are cut, a text of one screen is left standing.
    setenv("LESS", "FRSX", 0)
    setenv("LESSCHARSET", "utf-8", 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("sh"), strdup("-c"), strdup(command), nil,
    ]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let failed = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ)
    return failed == 0 ? child : nil
  }
}
