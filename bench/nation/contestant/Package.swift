// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that building suan does not build it.
let package = Package(
  name: "contestant",
  dependencies: [.package(name: "suan", path: "../../..")],
  targets: [
    .executableTarget(
      name: "contestant",
      dependencies: [.product(name: "SuanSession", package: "suan")],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ]
)
