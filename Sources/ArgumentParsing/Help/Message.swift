/// What is printed, and where, when a call ends with an error.
struct Message {
    /// Without `error: `, usage and hints.
    let short: String
    /// All of it, empty when there is nothing to print.
    let full: String
    let exitCode: ExitCode

    init(for error: any Error, root: any ParsableArguments.Type, columns: Int) {
        let stack = (error as? CommandError)?.stack ?? CommandStack(root: root)
        switch (error as? CommandError)?.cause ?? error {
        case let exit as CleanExit:
            self.init(exit, stack, columns)
        case let code as ExitCode:
            self.init(short: "", full: "", exitCode: code)
        case let error as ValidationError:
            self.init(wrongCall: error.message, hint: nil, stack, columns)
        case UsageError.missingSubcommand:
            let text = UsageError.missingSubcommand.text
            let page = HelpPage(stack: stack, columns: columns).text
            self.init(short: text, full: "error: \(text)\n\n\(page)", exitCode: .validationFailure)
        case let error as UsageError:
            self.init(wrongCall: error.text, hint: error.hint, stack, columns)
        case let error:
            let text = String(describing: error)
            self.init(short: text, full: "error: \(text)", exitCode: .failure)
        }
    }

    private init(short: String, full: String, exitCode: ExitCode) {
        self.short = short
        self.full = full
        self.exitCode = exitCode
    }

    private init(_ exit: CleanExit, _ stack: CommandStack, _ columns: Int) {
        let text =
            switch exit {
            case .message(let text): text
            case .helpRequest(nil): HelpPage(stack: stack, columns: columns).text
            case .helpRequest(let type?):
                HelpPage(stack: CommandStack(root: stack.types[0], to: type), columns: columns).text
            }
        self.init(short: text, full: text, exitCode: .success)
    }

    private init(wrongCall text: String, hint: String?, _ stack: CommandStack, _ columns: Int) {
        var lines = ["error: " + text]
        if let hint { lines.append(hint) }
        lines.append("Usage: " + UsageLine(stack: stack).text)
        lines.append("See '\(stack.name) --help'")
        self.init(short: text, full: lines.joined(separator: "\n"), exitCode: .validationFailure)
    }
}

extension UsageError {
    var text: String {
        switch self {
        case .unknownOption(let name, _): "unknown option '\(name)'"
        case .missingOptionValue(let option, let valueName, let next?, _):
            "'\(option)' needs a value, <\(valueName)>; '\(next)' looks like an option (if it is meant: '\(option)=\(next)')"
        case .missingOptionValue(let option, let valueName, nil, _): "'\(option)' needs a value, <\(valueName)>"
        case .unexpectedOptionValue(let name, let value): "'\(name)' takes no value, but '\(value)' is given"
        case .missingArgument(let name, let isPositional, _): "missing \(isPositional ? "argument" : "option") '\(name)'"
        case .invalidValue(let word, let place, let reason, let allowed, _, _):
            if let reason {
                "invalid value '\(word)' for '\(place)': \(reason)"
            } else if allowed.isEmpty {
                "invalid value '\(word)' for '\(place)'"
            } else {
                "invalid value '\(word)' for '\(place)': it must be one of \(allowed.joined(separator: ", "))"
            }
        case .conflictingFlags(let first, let second): "'\(first)' and '\(second)' exclude each other"
        case .unexpectedArgument(let word): "unexpected argument '\(word)'"
        case .unknownSubcommand(let word, _): "unknown subcommand '\(word)'"
        case .missingSubcommand: "missing subcommand"
        case .optionBeforeFirstWord(let option, let argument): "'\(option)' stands where '\(argument)' must; options follow it"
        }
    }

    /// The word that was probably meant, or what the help says of the argument.
    var hint: String? {
        switch self {
        case .unknownOption(_, let suggestion?), .unknownSubcommand(_, let suggestion?),
            .invalidValue(_, _, _, _, let suggestion?, _):
            "Did you mean '\(suggestion)'?"
        case .missingOptionValue(_, _, _, let about), .missingArgument(_, _, let about),
            .invalidValue(_, _, _, _, nil, let about):
            about
        default: nil
        }
    }
}
