/// Reads a whole command line: level by level from the root command to the subcommand that is called.
struct CommandParser {
    let root: any ParsableArguments.Type

    /// The command that is called, filled and validated; those above it are checked too.
    func parse(_ words: [String]) throws(CommandError) -> any ParsableArguments {
        var stack = CommandStack(root: root)
        var rest = words[...]
        while true {
            do {
                if let exit = try exitRequest(rest, stack) { throw exit }
                let set = ArgumentSet(stack.current)
                var level = LevelParser(stack: stack, set: set, words: rest)
                try level.parse()
                let arguments = try fill(stack.current, set, level.found)
                guard let subcommand = level.subcommand else { return arguments }
                stack = stack.appending(subcommand)
                rest = level.words
            } catch let error as CommandError {
                throw error
            } catch {
                throw CommandError(stack: stack, cause: error)
            }
        }
    }

    /// `help SUBCOMMAND…` at any level, `--generate-completion-script SHELL` at the root.
    private func exitRequest(_ words: ArraySlice<String>, _ stack: CommandStack) throws -> CommandError? {
        if words.first == "help", !stack.configuration.subcommands.isEmpty, stack.subcommand(named: "help") == nil {
            var target = stack
            for word in words.dropFirst() where !word.hasPrefix("-") {
                guard let subcommand = target.subcommand(named: word) else {
                    return CommandError(stack: target, cause: LevelParser.unknownSubcommand(word, target))
                }
                target = target.appending(subcommand)
            }
            return CommandError(stack: target, cause: CleanExit.helpRequest())
        }
        if stack.types.count == 1, let shell = try completionShell(words) {
            return CommandError(stack: stack, cause: CleanExit.message(CompletionScript(stack).text(for: shell)))
        }
        return nil
    }

    private func completionShell(_ words: ArraySlice<String>) throws -> CompletionShell? {
        let option = "--generate-completion-script"
        guard let first = words.first, first == option || first.hasPrefix(option + "=") else { return nil }
        let name = first == option ? words.dropFirst().first : String(first.dropFirst(option.count + 1))
        let shells = CompletionShell.allCases.map(\.rawValue)
        guard let name else {
            throw UsageError.missingOptionValue(option: option, valueName: shells.joined(separator: "|"), next: nil)
        }
        guard let shell = CompletionShell(rawValue: name) else {
            throw UsageError.invalidValue(
                name, place: option, reason: nil, allowed: shells, suggestion: Suggestion.nearest(to: name, among: shells))
        }
        return shell
    }

    private func fill(
        _ type: any ParsableArguments.Type, _ set: ArgumentSet, _ found: [[Occurrence]]
    ) throws -> any ParsableArguments {
        var values = set.plainValues
        // What is written wrongly is reported before what is not written.
        var missing: ArgumentDefinition?
        for (definition, occurrences) in zip(set.definitions, found) {
            if occurrences.isEmpty, definition.isRequired {
                missing = missing ?? definition
            } else {
                values[definition.key] = try read(definition, occurrences)
            }
        }
        if let missing {
            throw UsageError.missingArgument(
                missing.traits.kind == .flag ? missing.forms.flatMap(\.names).joined(separator: " or ") : missing.displayName,
                isPositional: missing.traits.kind == .positional, about: missing.about)
        }
        return try decode(type, ArgumentDecoder(values: values, key: ""))
    }

    private func decode<Arguments: ParsableArguments>(
        _ type: Arguments.Type, _ decoder: ArgumentDecoder
    ) throws -> any ParsableArguments {
        var arguments = try Arguments(from: decoder)
        try arguments.validate()
        return arguments
    }

    private func read(_ definition: ArgumentDefinition, _ occurrences: [Occurrence]) throws -> Any {
        do {
            return try definition.read(occurrences)
        } catch let error as InvalidValue {
            let word = error.occurrence.text
            let allowed = (error.cause as? UnreadableValue)?.allowed ?? []
            // A form such as `name=value` says what is wanted; a list of words does so better.
            let form = allowed.isEmpty ? definition.traits.help.valueName.map { "it must be <\($0)>" } : nil
            throw UsageError.invalidValue(
                word, place: error.occurrence.name ?? definition.displayName,
                reason: error.cause is UnreadableValue ? form : "\(error.cause)", allowed: allowed,
                suggestion: Suggestion.nearest(to: word, among: allowed), about: allowed.isEmpty ? definition.about : nil)
        } catch let error as ConflictingFlags {
            throw UsageError.conflictingFlags(first: error.first, second: error.second)
        }
    }
}
