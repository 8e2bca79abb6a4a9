/// A command and those above it, from the root: where the parser stands, and what usage and help speak of.
struct CommandStack: Sendable {
    private(set) var types: [any ParsableArguments.Type]

    init(root: any ParsableArguments.Type) { types = [root] }

    /// The way from a root to one of the commands below it, only the root if it is not there.
    init(root: any ParsableArguments.Type, to target: any ParsableArguments.Type) {
        self.init(root: root)
        if let found = way(to: target) { self = found }
    }

    private func way(to target: any ParsableArguments.Type) -> CommandStack? {
        if current == target { return self }
        for subcommand in configuration.subcommands {
            if let found = appending(subcommand).way(to: target) { return found }
        }
        return nil
    }

    func appending(_ type: any ParsableArguments.Type) -> CommandStack {
        var longer = self
        longer.types.append(type)
        return longer
    }

    var current: any ParsableArguments.Type { types[types.count - 1] }

    var configuration: CommandConfiguration { CommandStack.configuration(of: current) }

    /// The names as they are written: `casebridge case to-fhir`.
    var name: String { types.map(CommandStack.name(of:)).joined(separator: " ") }

    /// The version of this command, or of the nearest one above that has one.
    var version: String? {
        types.reversed().map { CommandStack.configuration(of: $0).version }.first { !$0.isEmpty }
    }

    func subcommand(named word: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first {
            CommandStack.name(of: $0) == word || $0.configuration.aliases.contains(word)
        }
    }

    static func configuration(of type: any ParsableArguments.Type) -> CommandConfiguration {
        (type as? any ParsableCommand.Type)?.configuration ?? CommandConfiguration()
    }

    static func name(of type: any ParsableArguments.Type) -> String {
        configuration(of: type).commandName ?? kebabCase(String(describing: type))
    }
}
