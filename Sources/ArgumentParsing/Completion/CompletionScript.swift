/// The completions of a command and all below it, read off the declarations; a file for each shell writes them down.
struct CompletionScript {
    let root: CompletionNode

    init(_ stack: CommandStack) { root = CompletionNode(stack) }

    func text(for shell: CompletionShell) -> String {
        switch shell {
        case .zsh: zsh
        case .fish: fish
        default: bash
        }
    }

    /// The program's name as part of a shell function's name.
    var function: String { CompletionScript.identifier(root.path) }

    static func identifier(_ name: String) -> String {
        "_" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// In single quotes, as bash and zsh read them.
    static func quoted(_ text: String) -> String {
        "'" + text.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) } + "'"
    }
}

/// What can be completed at one command.
struct CompletionNode {
    /// An option or flag, or a positional argument (then without names).
    struct Entry {
        var names: [String] = []
        let help: String
        var valueName: String?
        var isRepeating = false
        var completion: CompletionKind = .default
    }

    /// The names from the root, `casebridge case to-fhir`.
    let path: String
    /// The ways to write the command's own name.
    let names: [String]
    let abstract: String
    let options: [Entry]
    let positionals: [Entry]
    let subcommands: [CompletionNode]

    init(_ stack: CommandStack) {
        let configuration = stack.configuration
        let set = ArgumentSet(stack.current)
        let shown = set.shown(includingHidden: false)
        path = stack.name
        names = [CommandStack.name(of: stack.current)] + configuration.aliases
        abstract = configuration.abstract
        options =
            shown.filter { $0.traits.kind != .positional }.flatMap(CompletionNode.entries) + CompletionNode.builtIn(stack, set)
        positionals = shown.filter { $0.traits.kind == .positional }.flatMap(CompletionNode.entries)
        subcommands = configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .map { CompletionNode(stack.appending($0)) }
    }

    /// This node and all below it.
    var all: [CompletionNode] { [self] + subcommands.flatMap(\.all) }

    private static func entries(_ definition: ArgumentDefinition) -> [Entry] {
        let traits = definition.traits
        if traits.kind == .positional {
            return [
                Entry(
                    help: traits.help.abstract, valueName: definition.valueName, isRepeating: traits.isRepeating,
                    completion: traits.completion)
            ]
        }
        return definition.forms.map { form in
            Entry(
                names: form.names, help: (form.help ?? traits.help).abstract,
                valueName: traits.kind == .option ? definition.valueName : nil, isRepeating: traits.isRepeating,
                completion: traits.completion)
        }
    }

    private static func builtIn(_ stack: CommandStack, _ set: ArgumentSet) -> [Entry] {
        var entries: [Entry] = []
        if !stack.configuration.version.isEmpty, !set.declares("--version") {
            entries.append(Entry(names: ["--version"], help: "Show the version."))
        }
        let names = ["-h", "--help"].filter { !set.declares($0) }
        if !names.isEmpty { entries.append(Entry(names: names, help: "Show help.")) }
        return entries
    }
}
