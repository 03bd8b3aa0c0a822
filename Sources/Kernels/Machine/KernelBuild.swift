import CMachine
import COneDNN

/// What the kernels were built with.
public enum KernelBuild {
  /// The compiler of the C kernels, such as `clang 21.0.0`.
  public static var compiler: String { String(cString: cc_compiler()) }
  /// oneDNN's version, such as `2.6.3`.
  public static var oneDNNVersion: String { String(cString: cc_dnn_version()) }
}
