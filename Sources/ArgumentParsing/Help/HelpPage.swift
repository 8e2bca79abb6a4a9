/// The help page of a command: abstract, usage, arguments, options by group, subcommands, discussion as it is written.
struct HelpPage {
    let stack: CommandStack
    var includesHidden = false
    let columns: Int

    var text: String {
        let set = ArgumentSet(stack.current)
        let shown = set.shown(includingHidden: includesHidden)
        let configuration = stack.configuration
        var blocks: [[String]] = []
        if !configuration.abstract.isEmpty { blocks.append(TextColumns.wrap(configuration.abstract, width: width)) }
        blocks.append(usage)
        blocks.append(section("Arguments", shown.filter { $0.traits.kind == .positional }.flatMap(entries)))
        let named = shown.filter { $0.traits.kind != .positional }
        var titles: [String] = []
        for definition in named where !definition.section.isEmpty && !titles.contains(definition.section) {
            titles.append(definition.section)
        }
        for title in titles { blocks.append(section(title, named.filter { $0.section == title }.flatMap(entries))) }
        blocks.append(section("Options", named.filter(\.section.isEmpty).flatMap(entries) + builtIn(set)))
        blocks.append(section("Subcommands", subcommands))
        if !configuration.discussion.isEmpty {
            blocks.append(configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
        if !configuration.subcommands.isEmpty { blocks.append(["See '\(stack.name) help <subcommand>' for one of them."]) }
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var width: Int { max(columns, TextColumns.narrowest) }

    private var usage: [String] {
        let lines = TextColumns.wrap(UsageLine(stack: stack).text, width: width - 7)
        return zip(lines.indices, lines).map { ($0 == 0 ? "Usage: " : "       ") + $1 }
    }

    private func section(_ title: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : [title + ":"] + lines }

    private func entries(_ definition: ArgumentDefinition) -> [String] {
        if definition.forms.contains(where: { $0.help != nil }) {
            return zip(definition.forms.indices, definition.forms).flatMap { index, form in
                var text = (form.help ?? definition.traits.help).abstract
                if index == definition.traits.defaultForm { text += text.isEmpty ? "(default)" : " (default)" }
                return TextColumns.entry(form.names.joined(separator: ", "), text, width: width)
            }
        }
        var lines = TextColumns.entry(definition.label, definition.explanation, width: width)
        if !definition.traits.help.discussion.isEmpty {
            lines += TextColumns.entry("", definition.traits.help.discussion, width: width)
        }
        return lines
    }

    private func builtIn(_ set: ArgumentSet) -> [String] {
        var lines: [String] = []
        if !stack.configuration.version.isEmpty, !set.declares("--version") {
            lines += TextColumns.entry("--version", "Show the version.", width: width)
        }
        let names = ["-h", "--help"].filter { !set.declares($0) }
        if !names.isEmpty { lines += TextColumns.entry(names.joined(separator: ", "), "Show this help.", width: width) }
        if stack.types.count == 1, !stack.configuration.subcommands.isEmpty {
            lines += TextColumns.entry(
                "--generate-completion-script <shell>", "Print the completions for bash, zsh or fish.", width: width)
        }
        return lines
    }

    private var subcommands: [String] {
        stack.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { subcommand in
            let isDefault = stack.configuration.defaultSubcommand.map { $0 == subcommand } ?? false
            let names = [CommandStack.name(of: subcommand)] + subcommand.configuration.aliases
            return TextColumns.entry(
                names.joined(separator: ", "), subcommand.configuration.abstract + (isDefault ? " (default)" : ""), width: width)
        }
    }
}
