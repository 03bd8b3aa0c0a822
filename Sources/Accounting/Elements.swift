/// How many elements something of these sizes has, exactly.
@inline(__always)
func elements(_ a: Int, _ b: Int = 1, _ c: Int = 1) -> UInt128 {
  UInt128(a) * UInt128(b) * UInt128(c)
}
