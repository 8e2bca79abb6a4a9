/// The one line that shows how a command is called.
struct UsageLine {
    let stack: CommandStack

    /// `casebridge convert <file> ... --output-dir <dir> [options]`
    var text: String {
        if let usage = stack.configuration.usage { return usage }
        let shown = ArgumentSet(stack.current).shown(includingHidden: false)
        var parts = [stack.name]
        parts += shown.filter { $0.traits.kind == .positional }.map(\.usage)
        let named = shown.filter { $0.traits.kind != .positional }
        parts += named.filter(\.isRequired).map(\.usage)
        if !stack.configuration.subcommands.isEmpty {
            parts.append(stack.configuration.defaultSubcommand == nil ? "<subcommand>" : "[<subcommand>]")
        }
        if named.contains(where: { !$0.isRequired }) { parts.append("[options]") }
        return parts.joined(separator: " ")
    }
}

extension ArgumentDefinition {
    fileprivate var usage: String {
        switch traits.kind {
        case .flag:
            return "(" + forms.compactMap { $0.names.last }.joined(separator: " | ") + ")"
        case .option:
            return displayName + " <\(valueName)>"
        case .positional:
            let terminated = traits.strategy == .postTerminator ? "-- <\(valueName)>" : "<\(valueName)>"
            return (isRequired ? terminated : "[\(terminated)]") + (traits.isRepeating ? " ..." : "")
        }
    }

    /// The names and the value as the help page lists them.
    var label: String {
        switch traits.kind {
        case .positional: "<\(valueName)>"
        case .option: (forms.first?.names ?? []).joined(separator: ", ") + " <\(valueName)>"
        case .flag: forms.map { $0.names.joined(separator: ", ") }.joined(separator: "/")
        }
    }

    /// What the help says of it, behind its name; nil if it says nothing.
    var about: String? { traits.help.abstract.isEmpty ? nil : "\(label): \(traits.help.abstract)" }

    /// The help of the entry, its values and its default.
    var explanation: String {
        var facts: [String] = []
        if !traits.allowedValues.isEmpty { facts.append("values: " + traits.allowedValues.joined(separator: ", ")) }
        if let text = traits.defaultText { facts.append("default: " + text) }
        if let form = traits.defaultForm, let name = forms[form].names.last { facts.append("default: " + name) }
        let parts = [traits.help.abstract, facts.isEmpty ? "" : "(" + facts.joined(separator: "; ") + ")"]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
