/// What a command says of itself.
public struct CommandConfiguration: Sendable {
    /// The name on the command line; nil makes one from the type's name.
    public var commandName: String?

    /// One sentence, for the top of the help page and the list of subcommands.
    public var abstract: String

    /// What follows `Usage: ` instead of the line made from the declarations.
    public var usage: String?

    /// Text at the end of the help page, kept as it is written: the place for examples.
    public var discussion: String

    /// What `--version` prints; empty for none.
    public var version: String

    /// Whether the command stands in lists of subcommands.
    public var shouldDisplay: Bool

    /// The commands below this one.
    public var subcommands: [any ParsableCommand.Type]

    /// The subcommand that is meant when none is named.
    public var defaultSubcommand: (any ParsableCommand.Type)?

    /// Other names for the command.
    public var aliases: [String]

    /// A configuration; every part may be left out.
    public init(
        commandName: String? = nil, abstract: String = "", usage: String? = nil, discussion: String = "", version: String = "",
        shouldDisplay: Bool = true, subcommands: [any ParsableCommand.Type] = [],
        defaultSubcommand: (any ParsableCommand.Type)? = nil, aliases: [String] = []
    ) {
        self.commandName = commandName
        self.abstract = abstract
        self.usage = usage
        self.discussion = discussion
        self.version = version
        self.shouldDisplay = shouldDisplay
        self.subcommands = subcommands
        self.defaultSubcommand = defaultSubcommand
        self.aliases = aliases
    }
}
