/// What a shell offers where a value is due.
public struct CompletionKind: Sendable, Equatable {
    enum Source: Sendable, Equatable {
        case nothing
        case list([String])
        case file(extensions: [String])
        case directory
    }

    let source: Source

    /// Nothing in particular.
    public static let `default` = CompletionKind(source: .nothing)

    /// A folder.
    public static let directory = CompletionKind(source: .directory)

    /// A file, of these extensions (without the dot) if any are named.
    public static func file(extensions: [String] = []) -> CompletionKind {
        CompletionKind(source: .file(extensions: extensions))
    }

    /// One of these words.
    public static func list(_ words: [String]) -> CompletionKind { CompletionKind(source: .list(words)) }
}

/// A shell that completion scripts are made for.
public struct CompletionShell: RawRepresentable, Sendable, Hashable, CaseIterable {
    /// The shell's name: `bash`, `zsh` or `fish`.
    public let rawValue: String

    /// Nil for a shell that no scripts are made for.
    public init?(rawValue: String) {
        guard CompletionShell.allCases.contains(where: { $0.rawValue == rawValue }) else { return nil }
        self.rawValue = rawValue
    }

    private init(known name: String) { rawValue = name }

    /// Bash 3.2 and later.
    public static let bash = CompletionShell(known: "bash")
    /// Zsh 5.
    public static let zsh = CompletionShell(known: "zsh")
    /// Fish 3.
    public static let fish = CompletionShell(known: "fish")

    /// Every shell that scripts are made for.
    public static let allCases: [CompletionShell] = [.bash, .zsh, .fish]
}
