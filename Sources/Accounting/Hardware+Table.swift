extension Hardware {
  /// Every processor known by name, accelerators before central processors.
  public static let all: [Hardware] =
    nvidia + amdAccelerators + apple + intelProcessors + amdProcessors

  /// The processor of that name, in any case; `nil` when there is none.
  public static func named(_ name: String) -> Hardware? {
    let name = name.lowercased()
    return all.first { $0.name == name }
  }
}
