// swift-tools-version: 6.1
import PackageDescription

// `swift run` builds for debugging. Whatever stands inside a timed loop, or does arithmetic on whole
// arrays, is optimised in every configuration, or every timing would be of the debug build.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"])]
let warnings = ["-Wall", "-Wextra", "-Werror"]
let kernels: [CSetting] = [.unsafeFlags(["-O3"] + warnings)]

let package = Package(
  name: "ContextCost",
  products: [
    .executable(name: "flops", targets: ["flops"]),
    .executable(name: "bench", targets: ["bench"]),
    // For architectures of your own: Sources/Architectures/Architectures.docc.
    .library(
      name: "ContextCost",
      targets: ["Accounting", "Architectures", "Checkpoints", "Kernels", "Operations"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The two commands.
    .executableTarget(
      name: "flops",
      dependencies: [
        "Accounting", "Architectures", "Charts", "CommandLineKit", "Files", "Operations",
        "Processes", "Text",
      ],
      swiftSettings: optimised, plugins: ["BuiltFrom"]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Accounting", "Architectures", "Charts", "Checkpoints", "CommandLineKit", "Files",
        "Kernels", "Measurement", "Operations", "Processes", "Reports", "Statistics", "Text",
        "Workloads",
      ], plugins: ["BuiltFrom"]),
    // What both say of themselves for `--version`.
    .plugin(name: "BuiltFrom", capability: .buildTool(), path: "Sources/BuiltFrom"),

    // What they are made of; each imports only what stands below it.
    .target(
      name: "Reports",
      dependencies: [
        "Accounting", "Architectures", "Charts", "CommandLineKit", "Measurement", "Operations",
        "Statistics", "Text", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "CommandLineKit",
      dependencies: [
        "Accounting", "Architectures", "Charts", "Files", "Measurement", "Operations", "Processes",
        "Text", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: optimised),
    .target(
      name: "Charts", dependencies: ["CGnuplot", "Files", "Processes", "Text"],
      swiftSettings: optimised),
    .target(
      name: "Workloads",
      dependencies: [
        "Accounting", "Architectures", "Checkpoints", "CMachine", "Kernels", "Measurement",
        "Operations", "Statistics",
      ]),
    // Optimised for reading histories; what it times stands elsewhere.
    .target(
      name: "Measurement", dependencies: ["Files", "Processes", "Statistics", "Text"],
      swiftSettings: optimised),
    .target(name: "Processes", dependencies: ["CProcess"]),
    .target(name: "Files", swiftSettings: optimised),
    .target(name: "Statistics", swiftSettings: optimised),
    .target(
      name: "Accounting", dependencies: ["Architectures", "Operations", "Text"],
      swiftSettings: optimised),
    .target(
      name: "Kernels",
      dependencies: [
        "CAttention", "CMachine", "COneDNN", "CStateSpace", "Operations", "Statistics",
      ],
      swiftSettings: optimised),
    .target(
      name: "Checkpoints", dependencies: ["Architectures", "Operations", "Text"],
      swiftSettings: optimised),
    .target(
      name: "Architectures", dependencies: ["Operations", "Text"], swiftSettings: optimised),
    // What an engine can be asked to do, one file an operation.
    .target(name: "Operations", swiftSettings: optimised),
    .target(name: "Text", swiftSettings: optimised),

    // C and C++ behind narrow headers.
    .target(name: "CAttention", dependencies: ["CMachine"], cSettings: kernels),
    .target(
      name: "CStateSpace", dependencies: ["CMachine"], cSettings: kernels,
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CProcess", cSettings: [.unsafeFlags(warnings)]),
    .target(name: "CMachine", cSettings: kernels, linkerSettings: [.linkedLibrary("gomp")]),
    .target(
      name: "COneDNN", dependencies: ["CMachine"], cSettings: kernels,
      linkerSettings: [.linkedLibrary("dnnl")]),
    .target(
      name: "CGnuplot",
      cSettings: [.unsafeFlags(warnings)], cxxSettings: [.unsafeFlags(warnings)],
      linkerSettings: [
        .linkedLibrary("boost_iostreams"), .linkedLibrary("boost_filesystem"),
        .linkedLibrary("boost_system"),
      ]),

    // What several test targets use.
    .target(
      name: "TestSupport",
      dependencies: [
        "Architectures", "Processes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "flopsTests",
      dependencies: [
        "Accounting", "Architectures", "CommandLineKit", "Operations", "TestSupport", "flops",
      ]),
    .testTarget(
      name: "benchTests",
      dependencies: [
        "Charts", "Checkpoints", "CommandLineKit", "Files", "Kernels", "Measurement", "Processes",
        "Statistics", "TestSupport", "Workloads", "bench",
      ]),
    .testTarget(
      name: "CommandLineKitTests",
      dependencies: [
        "Accounting", "Architectures", "Charts", "CommandLineKit", "Measurement", "Operations",
        "TestSupport", "Text",
      ]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "ProcessesTests", dependencies: ["Processes", "TestSupport"]),
    .testTarget(
      name: "ArchitecturesTests", dependencies: ["Architectures", "Operations", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "AccountingTests",
      dependencies: ["Accounting", "Architectures", "Operations", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CheckpointsTests",
      dependencies: [
        "Architectures", "Checkpoints", "Kernels", "Operations", "TestSupport", "Workloads",
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "KernelsTests",
      dependencies: [
        "Accounting", "Architectures", "CAttention", "CMachine", "CStateSpace", "Kernels",
        "Operations", "Statistics", "TestSupport",
      ],
      // The formula in `Double` over hundreds of positions, again and again.
      swiftSettings: optimised),
    .testTarget(
      name: "MeasurementTests",
      dependencies: ["Measurement", "Processes", "Statistics", "TestSupport", "Text"],
      // Hundreds of simulated comparisons.
      swiftSettings: optimised),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Accounting", "Architectures", "Charts", "Measurement", "Operations", "Reports",
        "Statistics", "TestSupport", "Text",
      ]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"],
      resources: [.copy("Fixtures")],
      // Thousands of simulated samples.
      swiftSettings: optimised),
    .testTarget(
      name: "WorkloadsTests",
      dependencies: [
        "Architectures", "Checkpoints", "Kernels", "Measurement", "Operations", "TestSupport",
        "Workloads",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx17
)
