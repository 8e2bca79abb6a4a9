/// The second spelling of a flag that switches the other way.
public struct FlagInversion: Sendable, Equatable {
    let prefixes: (on: String?, off: String)

    /// `--color` and `--no-color`.
    public static let prefixedNo = FlagInversion(prefixes: (nil, "no"))

    /// `--enable-color` and `--disable-color`.
    public static let prefixedEnableDisable = FlagInversion(prefixes: ("enable", "disable"))

    /// Whether both add the same prefixes.
    public static func == (a: FlagInversion, b: FlagInversion) -> Bool { a.prefixes == b.prefixes }
}

/// What holds when two flags that exclude each other are both given.
public struct FlagExclusivity: Sendable, Equatable {
    enum Choice: Sendable { case neither, first, last }

    let choice: Choice

    /// The call is wrong.
    public static let exclusive = FlagExclusivity(choice: .neither)

    /// The first one given.
    public static let chooseFirst = FlagExclusivity(choice: .first)

    /// The last one given.
    public static let chooseLast = FlagExclusivity(choice: .last)
}

/// An enum each of whose cases is a flag of its own: `@Flag var format: Format` with `--json`, `--xml`.
public protocol EnumerableFlag: CaseIterable, Equatable, SendableMetatype {
    /// How the flag of this case is spelled; `--case-name` unless said otherwise.
    static func name(for value: Self) -> NameSpecification

    /// What help says of this case; nil takes the property's help.
    static func help(for value: Self) -> ArgumentHelp?
}

extension EnumerableFlag {
    /// `--case-name`.
    public static func name(for value: Self) -> NameSpecification { .long }

    /// None of its own.
    public static func help(for value: Self) -> ArgumentHelp? { nil }
}
