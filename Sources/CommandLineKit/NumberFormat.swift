import Text

/// The number texts under this module's name too: what imports it prints numbers.
public typealias NumberFormat = Text.NumberFormat
public typealias ResolvedNumber = Text.ResolvedNumber
public typealias Plural = Text.Plural
