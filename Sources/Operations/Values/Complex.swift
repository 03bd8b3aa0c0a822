#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A complex number of `Double`, for formulas that are written in such.
public struct Complex: Hashable, Sendable {
  public var real: Double
  public var imaginary: Double

  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  public static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  public static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  public static func * (a: Double, b: Complex) -> Complex {
    Complex(a * b.real, a * b.imaginary)
  }

  public static func / (a: Complex, b: Complex) -> Complex {
    let size = b.real * b.real + b.imaginary * b.imaginary
    return (1 / size) * (a * Complex(b.real, -b.imaginary))
  }

  public static func exponential(_ z: Complex) -> Complex {
    let size = exp(z.real)
    return Complex(size * cos(z.imaginary), size * sin(z.imaginary))
  }

  /// `exp(z) - 1`, also where z is so small that the difference would lose its digits.
  public static func exponentialMinusOne(_ z: Complex) -> Complex {
    let half = sin(z.imaginary / 2)
    return Complex(
      expm1(z.real) * cos(z.imaginary) - 2 * half * half, exp(z.real) * sin(z.imaginary))
  }
}
