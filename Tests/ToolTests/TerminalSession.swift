import Glibc

/// The command in a pseudo-terminal, with the screen a person would see.
final class TerminalSession {
  private let terminal: Int32
  private let child: pid_t
  private(set) var screen: ScreenModel
  /// Everything the command wrote.
  private(set) var transcript: [UInt8] = []
  var transcriptText: String { String(decoding: transcript, as: UTF8.self) }

  /// Starts the command on a terminal of this size, with a home of its own.
  init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, home: String,
    environment: [String: String] = [:]
  ) {
    screen = ScreenModel(columns: columns, rows: rows)
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var settings = [
      "TERM": "xterm", "LANG": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin", "PAGER": "cat",
    ]
    settings.merge(environment) { $1 }
    Self.setSize(of: terminal, columns: columns, rows: rows)
    child = Self.spawn(arguments, on: Self.unlock(terminal), settings)
  }

  deinit {
    kill(child, SIGKILL)
    _ = Pipe.wait(for: child)
    close(terminal)
  }

  /// Makes the other end ready and gives its name; the calls for this are macros that Swift
  /// cannot see.
  private static func unlock(_ terminal: Int32) -> String {
    let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    var lock: Int32 = 0
    var number: Int32 = 0
    _ = ioctl(terminal, setLock, &lock)
    _ = ioctl(terminal, getNumber, &number)
    return "/dev/pts/\(number)"
  }

  private static func spawn(
    _ arguments: [String], on name: String, _ environment: [String: String]
  ) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader that opens a terminal has it for its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80
    Pipe.takeSignals(&attributes, flags: newSession)
    let words = ([Command.path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    _ = posix_spawn(&child, Command.path, &actions, &attributes, words, variables)
    return child
  }

  /// Gives the terminal another size, as a window that is drawn larger or smaller.
  func resize(columns: Int, rows: Int) {
    Self.setSize(of: terminal, columns: columns, rows: rows)
    screen = ScreenModel(columns: columns, rows: rows)
  }

  private static func setSize(of terminal: Int32, columns: Int, rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
  }

  /// Reads what the command writes until the screen is as wanted; false after ten seconds.
  func wait(until wanted: (ScreenModel) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if wanted(screen) { return true }
      guard pump(milliseconds: 50) else { return wanted(screen) }
    }
    return false
  }

  /// Waits for a prompt on the last row.
  func waitForPrompt() -> Bool { wait { $0.lines.last == "算>" } }

  /// Waits until nothing was written for a while, and gives the screen's lines.
  func settledLines() -> [String] {
    var quiet = 0
    while quiet < 3 {
      let before = transcript.count
      guard pump(milliseconds: 60) else { break }
      quiet = transcript.count == before ? quiet + 1 : 0
    }
    return screen.lines
  }

  /// Gives the command time to begin what it was asked.
  func pause() {
    let end = ContinuousClock.now + .milliseconds(200)
    while ContinuousClock.now < end, pump(milliseconds: 50) {}
  }

  /// The status the command ended with; one that does not end in ten seconds is killed.
  func end() -> Int32 {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline, pump(milliseconds: 200) {}
    if ContinuousClock.now >= deadline { kill(child, SIGKILL) }
    return Pipe.wait(for: child)
  }

  /// False when the command has closed the terminal.
  private func pump(milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0 else { return true }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal, &bytes, bytes.count)
    guard count > 0 else { return false }
    transcript += bytes[..<count]
    screen.write(Array(bytes[..<count]))
    return true
  }
}
