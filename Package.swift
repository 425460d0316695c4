// swift-tools-version: 6.3
import PackageDescription

/// Settings that every module shares; language mode 6 comes with the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The release binary carries the Swift libraries, so that it starts in a few milliseconds.
let staticStandardLibrary = BuildSettingCondition.when(configuration: .release)

/// A library module and, beside it, its tests.
func module(_ name: String, sees dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, see dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: strict)
}

/// What several test targets use.
let testSupport = Target.target(
  name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict)

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let algorithms = Target.Dependency.product(name: "Algorithms", package: "swift-algorithms")

let package = Package(
  name: "suan",
  products: [
    .executable(name: "suan", targets: ["suan"]),
    // For programs that time suan from within, as bench/nation does.
    .library(
      name: "SuanSession", targets: ["Session", "Snapshot", "Execution", "Accounts", "Text"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-algorithms", exact: "1.2.1"),
  ],
  targets: [
    module("Text", sees: [algorithms]),
    module("Arrow", sees: [algorithms]),
    module("Columns"),
    module("Accounts", sees: ["Columns", "Text", algorithms]),
    module("Snapshot", sees: ["Arrow", "Accounts"]),
    module("Reports", sees: ["Accounts", "Text", algorithms]),
    module("Syntax", sees: ["Text"]),
    module("Semantics", sees: ["Syntax", "Accounts", "Text"]),
    module("Execution", sees: ["Semantics", "Audit", "Accounts", "Columns", "Text", algorithms]),
    module("Audit", sees: ["Accounts", "Text"]),
    module("Rendering", sees: ["Execution", "Accounts", "Text"]),
    module(
      "Session",
      sees: [
        "Audit", "Rendering", "Reports", "Execution", "Semantics", "Syntax", "Accounts", "Text",
      ]),
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CLineEditor", dependencies: ["CLibEdit"]),
    module("LineEditor", sees: ["CLineEditor", "Text"]),
    .executableTarget(
      name: "suan",
      dependencies: [
        "Session", "LineEditor", "Reports", "Rendering", "Execution", "Snapshot", "Audit",
        "Accounts", "Text",
        argumentParser,
      ],
      swiftSettings: strict + [.unsafeFlags(["-static-stdlib"], staticStandardLibrary)],
      linkerSettings: [.unsafeFlags(["-static-stdlib"], staticStandardLibrary)]),
    testSupport,
    tests("Text", see: ["Text"]),
    tests("Arrow", see: ["Arrow", "TestSupport"]),
    tests("Columns", see: ["Columns", "TestSupport"]),
    tests("Accounts", see: ["Accounts"]),
    tests(
      "Snapshot",
      see: [
        "Snapshot", "Session", "Rendering", "Reports", "Execution", "Audit", "Accounts", "Arrow",
        "Text", "TestSupport",
      ]),
    tests("Reports", see: ["Reports", "Accounts", "Text"]),
    tests("Syntax", see: ["Syntax", "Text", "TestSupport"]),
    tests("Audit", see: ["Audit", "Reports", "Accounts", "Text"]),
    tests("Rendering", see: ["Rendering", "Execution", "Accounts", "Text"]),
    tests("Semantics", see: ["Semantics", "Syntax", "Accounts", "Text"]),
    tests(
      "Execution", see: ["Execution", "Session", "Semantics", "Accounts", "Text", "TestSupport"]),
    tests(
      "Session",
      see: [
        "Session", "Reports", "Rendering", "Execution", "Semantics", "Syntax", "Accounts", "Text",
        "TestSupport",
      ]),
    tests(
      "Tool",
      see: [
        "suan", "LineEditor", "Session", "Rendering", "Execution", "Accounts", "Text",
        "TestSupport",
      ]),
  ]
)
