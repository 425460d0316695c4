import Glibc

/// Runs of the command with its streams in pipes and files.
enum Pipe {
  struct Outcome {
    var output: String
    var errors: String
    /// The exit status, or 128 and the signal's number.
    var status: Int32
  }

  /// Runs the command with arguments and a text on its standard input.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) -> Outcome {
    let scratch = Scratch()
    let settings = environment.map { "\($0.key)=\(quoted($0.value))" }.joined(separator: " ")
    let words = arguments.map(quoted).joined(separator: " ")
    let source = scratch.file("in", input)
    let status = shell(
      "env -u SUAN_DATA -u SUAN_SAMPLES \(settings) \(Command.path) \(words) "
        + "<\(source) >\(scratch.path)/out 2>\(scratch.path)/err")
    return Outcome(output: scratch.text("out"), errors: scratch.text("err"), status: status)
  }

  /// Runs a line of the shell and gives its status.
  static func shell(_ line: String) -> Int32 {
    var child: pid_t = 0
    let words: [UnsafeMutablePointer<CChar>?] = [
      strdup("bash"), strdup("-c"), strdup(line), nil,
    ]
    defer { for word in words { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    takeSignals(&attributes)
    guard posix_spawn(&child, "/bin/bash", nil, &attributes, words, environ) == 0 else {
      return 127
    }
    return wait(for: child)
  }

  /// Lets a child be interrupted: the threads that tests run on block signals, and children
  /// would inherit that.
  static func takeSignals(_ attributes: inout posix_spawnattr_t, flags: Int16 = 0) {
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, flags | Int16(POSIX_SPAWN_SETSIGMASK))
  }

  static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
