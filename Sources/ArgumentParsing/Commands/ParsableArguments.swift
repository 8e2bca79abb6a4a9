/// Arguments, options and flags that are read from a command line: a struct whose properties have the wrappers
/// ``Argument``, ``Option``, ``Flag`` and ``OptionGroup``.
///
/// The declarations of this module are those of the package swift-argument-parser, so that a command written with them
/// compiles with that package too; what is ours alone says so.
public protocol ParsableArguments: Decodable, SendableMetatype {
    /// The declarations with their defaults, nothing parsed yet.
    init()

    /// Called after parsing; throw a ``ValidationError`` when the values do not go together.
    mutating func validate() throws
}

extension ParsableArguments {
    /// All values go together.
    public mutating func validate() throws {}
}
