// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that building suan does not build it:
//   swift run -c release --package-path bench/kernels
// Columns and Arrow are suan's own sources, by symbolic link.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "kernels",
  targets: [
    .target(name: "Columns", swiftSettings: strict),
    .target(name: "Arrow", swiftSettings: strict),
    .executableTarget(
      name: "kernels", dependencies: ["Columns", "Arrow"], swiftSettings: strict),
  ]
)
