import ArgumentParser
import FoundationEssentials

@main
struct Suan: ParsableCommand {
  @Option(name: .customShort("c")) var command: [String] = []
  func run() throws { print(command, FileManager.default.currentDirectoryPath) }
}
