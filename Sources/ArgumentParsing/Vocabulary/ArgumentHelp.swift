/// What the help page says of one argument, option or flag.
///
/// A string literal is enough for most: `@Option(help: "The format to write.")`.
public struct ArgumentHelp: Sendable, Equatable {
    /// One sentence, wrapped to the width of the page.
    public var abstract: String

    /// More text below the abstract. Its line breaks are kept, longer lines are wrapped.
    public var discussion: String

    /// The word between `<` and `>`; nil takes the property's name.
    public var valueName: String?

    /// Whether the help page shows the entry.
    public var visibility: ArgumentVisibility

    /// A help entry; every part may be left out.
    public init(
        _ abstract: String = "", discussion: String = "", valueName: String? = nil, visibility: ArgumentVisibility = .default
    ) {
        self.abstract = abstract
        self.discussion = discussion
        self.valueName = valueName
        self.visibility = visibility
    }

    /// An entry that works on the command line and stands on no help page.
    public static let hidden = ArgumentHelp(visibility: .hidden)
}

extension ArgumentHelp: ExpressibleByStringInterpolation {
    /// The abstract alone.
    public init(stringLiteral value: String) { self.init(value) }
}

/// Which help pages show an entry.
public struct ArgumentVisibility: Sendable, Equatable {
    enum Level: Int, Sendable, Comparable {
        case `default`, hidden, `private`

        static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    let level: Level

    /// On every help page.
    public static let `default` = ArgumentVisibility(level: .default)

    /// Only where hidden entries are asked for (`helpMessage(includeHidden: true)`).
    public static let hidden = ArgumentVisibility(level: .hidden)

    /// Nowhere.
    public static let `private` = ArgumentVisibility(level: .private)

    func isShown(includingHidden: Bool) -> Bool { level <= (includingHidden ? .hidden : .default) }
}
