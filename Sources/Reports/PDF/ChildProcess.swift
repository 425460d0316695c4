import Glibc
import Synchronization

/// A program run on some bytes, with a bound on its time, its memory and its output.
///
/// The shell sets the limits and becomes the program, so that no C is needed between here
/// and the kernel.
struct ChildProcess {
  struct Limits {
    var cpuSeconds = 8
    var wallSeconds = 20
    var memoryKilobytes = 1 << 20
    var outputBytes = 1 << 28
  }

  struct Output {
    var standardOutput: [UInt8]
    var standardError: [UInt8]
    var ending: Ending
  }

  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    case tooMuchOutput
  }

  /// The exit status by which the shell says that it did not find the program.
  static let notFound: Int32 = 127

  /// Where a program finds its input: the file is open, has no name, and is gone with the
  /// last process that holds it.
  static let inputPath = "/proc/self/fd/3"

  /// Runs the programs side by side, each with `input` at ``inputPath``, and waits for all.
  ///
  /// Returns nil where the system refuses a file, a pipe or a process.
  static func run(
    _ commands: [[String]], input: [UInt8], limits: Limits = Limits()
  ) -> [Output]? {
    guard let file = namelessFile(holding: input) else { return nil }
    defer { close(file) }
    var children: [Child] = []
    for command in commands {
      guard let child = Child(command, input: file, limits: limits) else {
        children.forEach { $0.kill() }
        for index in children.indices { _ = children[index].finish(timedOut: true) }
        return nil
      }
      children.append(child)
    }
    let inTime = drain(&children, limits: limits)
    return children.indices.map { children[$0].finish(timedOut: !inTime) }
  }

  private static func namelessFile(holding bytes: [UInt8]) -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/suan-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return nil }
    unlink(path)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        close(file)
        return nil
      }
      written += count
    }
    return file
  }

  /// Reads every child's pipes until all are closed; false when the time ran out first.
  private static func drain(_ children: inout [Child], limits: Limits) -> Bool {
    let deadline = monotonicMilliseconds() + limits.wallSeconds * 1000
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var polled: [pollfd] = []
      for child in children {
        for pipe in child.pipes where pipe >= 0 {
          polled.append(pollfd(fd: pipe, events: Int16(POLLIN), revents: 0))
        }
      }
      guard !polled.isEmpty else { return true }
      let left = deadline - monotonicMilliseconds()
      guard left > 0 else {
        children.forEach { $0.kill() }
        return false
      }
      guard poll(&polled, nfds_t(polled.count), Int32(left)) > 0 else { continue }
      for ready in polled where ready.revents != 0 {
        for index in children.indices {
          children[index].read(from: ready.fd, into: &buffer, limit: limits.outputBytes)
        }
      }
    }
  }

  private static func monotonicMilliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }
}

/// One running program with the reading ends of its two pipes.
private struct Child {
  private let process: pid_t
  /// Standard output and standard error; -1 once closed.
  private(set) var pipes: [Int32]
  private var received: [[UInt8]] = [[], []]
  private var overflowed = false

  /// Between making a pipe and marking it, another thread must not start a process that
  /// would inherit it.
  private static let spawning = Mutex(())

  init?(_ command: [String], input: Int32, limits: ChildProcess.Limits) {
    let limited =
      "ulimit -v \(limits.memoryKilobytes); ulimit -t \(limits.cpuSeconds); exec \"$@\""
    let arguments = ["sh", "-c", limited, "sh"] + command
    let started = Self.spawning.withLock { _ in Self.spawn(arguments, input: input) }
    guard let (process, output, error) = started else { return nil }
    self.process = process
    pipes = [output, error]
  }

  private static func spawn(
    _ arguments: [String], input: Int32
  ) -> (process: pid_t, output: Int32, error: Int32)? {
    var output: [Int32] = [-1, -1]
    var error: [Int32] = [-1, -1]
    guard pipe(&output) == 0 else { return nil }
    guard pipe(&error) == 0 else {
      output.forEach { close($0) }
      return nil
    }
    for end in output + error { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(input, F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, error[1], 2)
    // A copy onto itself would leave the file closed in the child.
    let source = input == 3 ? fcntl(input, F_DUPFD_CLOEXEC, 10) : input
    posix_spawn_file_actions_adddup2(&actions, source, 3)
    var words = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/bin/sh", &actions, nil, &words, environ)
    if source != input { close(source) }
    close(output[1])
    close(error[1])
    guard failure == 0 else {
      close(output[0])
      close(error[0])
      return nil
    }
    return (process, output[0], error[0])
  }

  mutating func read(from pipe: Int32, into buffer: inout [UInt8], limit: Int) {
    guard let stream = pipes.firstIndex(of: pipe) else { return }
    let count = Glibc.read(pipe, &buffer, buffer.count)
    if count > 0 {
      received[stream] += buffer[..<count]
      if received[stream].count > limit {
        overflowed = true
        kill()
      }
    } else if count == 0 || errno != EINTR {
      close(pipe)
      pipes[stream] = -1
    }
  }

  func kill() { _ = Glibc.kill(process, SIGKILL) }

  /// Waits for the process's end, which has come or has been ordered.
  mutating func finish(timedOut: Bool) -> ChildProcess.Output {
    for pipe in pipes where pipe >= 0 { close(pipe) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return ChildProcess.Output(
      standardOutput: received[0], standardError: received[1],
      ending: ending(of: status, timedOut: timedOut))
  }

  private func ending(of status: Int32, timedOut: Bool) -> ChildProcess.Ending {
    let signal = status & 0x7F
    if overflowed { return .tooMuchOutput }
    if signal == 0 { return .exited((status >> 8) & 0xFF) }
    // The kernel ends a program that has used up its processor time with SIGXCPU.
    if signal == SIGXCPU || (signal == SIGKILL && timedOut) { return .timedOut }
    return .signalled(signal)
  }
}
