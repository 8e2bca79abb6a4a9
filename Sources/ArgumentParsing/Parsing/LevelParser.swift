/// Goes once through the words of one command and hands each to the definition that it belongs to, up to the name of
/// a subcommand.
struct LevelParser {
    let stack: CommandStack
    /// The words not yet looked at; after parsing, those of the subcommand.
    private(set) var words: ArraySlice<String>
    /// What was given, for each definition of the set.
    private(set) var found: [[Occurrence]]
    private(set) var subcommand: (any ParsableCommand.Type)?

    private let definitions: [ArgumentDefinition]
    private let names: [String: (definition: Int, form: Int)]
    /// The positional definitions that may still take a word, in order.
    private var positionals: ArraySlice<Int>
    private let afterTerminator: Int?
    private let unrecognized: Int?

    init(stack: CommandStack, set: ArgumentSet, words: ArraySlice<String>) {
        self.stack = stack
        self.words = words
        definitions = set.definitions
        found = Array(repeating: [], count: set.definitions.count)
        var names: [String: (definition: Int, form: Int)] = [:]
        for (index, definition) in set.definitions.enumerated() {
            for (form, spelled) in definition.forms.enumerated() {
                for name in spelled.names { names[name] = (index, form) }
            }
        }
        self.names = names
        let all = set.definitions.indices.filter { set.definitions[$0].traits.kind == .positional }
        afterTerminator = all.first { set.definitions[$0].traits.strategy == .postTerminator }
        unrecognized = all.first { set.definitions[$0].traits.strategy == .allUnrecognized }
        positionals = all.filter { set.definitions[$0].traits.strategy != .postTerminator }[...]
    }

    mutating func parse() throws {
        do {
            try takeFirstWordAsIs()
            try takeWords()
        } catch let error as UsageError {
            // Who asks for help with a wrong call gets it.
            if words.prefix(while: { $0 != "--" }).contains(where: isHelp) { throw CleanExit.helpRequest() }
            throw error
        }
    }

    private mutating func takeWords() throws {
        while subcommand == nil, let word = words.first {
            if word == "--" {
                try takeTerminated()
                continue
            }
            words.removeFirst()
            if isHelp(word) { throw CleanExit.helpRequest() }
            if word == "--version", names[word] == nil, let version = stack.version { throw CleanExit.message(version) }
            if names[word] != nil || LevelParser.looksLikeOption(word) {
                try takeOption(word)
            } else {
                try takePlain(word)
            }
        }
        if subcommand == nil { subcommand = stack.configuration.defaultSubcommand }
    }

    private func isHelp(_ word: String) -> Bool { (word == "--help" || word == "-h") && names[word] == nil }

    /// Whether a word begins as options do; `-` and negative numbers do not.
    static func looksLikeOption(_ word: String) -> Bool {
        let bytes = word.utf8
        guard bytes.first == UInt8(ascii: "-"), let second = bytes.dropFirst().first else { return false }
        let mayBeNumber = second == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
        return !(mayBeNumber && Double(word) != nil)
    }
}

// MARK: - Positional words

extension LevelParser {
    /// A word that stands for itself: a subcommand, or the next positional argument.
    private mutating func takePlain(_ word: String) throws {
        if let named = stack.subcommand(named: word) {
            subcommand = named
        } else if let index = positionals.first {
            takePositional(word, index)
        } else if let index = unrecognized {
            found[index].append(Occurrence(name: nil, text: word))
        } else if !leaveToDefaultSubcommand(word) {
            throw stack.configuration.subcommands.isEmpty
                ? UsageError.unexpectedArgument(word) : LevelParser.unknownSubcommand(word, stack)
        }
    }

    private mutating func takePositional(_ word: String, _ index: Int) {
        found[index].append(Occurrence(name: nil, text: word))
        if definitions[index].traits.strategy == .captureForPassthrough {
            takeRest(index)
        } else if !definitions[index].traits.isRepeating {
            positionals.removeFirst()
        }
    }

    private mutating func takeRest(_ index: Int, name: String? = nil) {
        found[index] += words.map { Occurrence(name: name, text: $0) }
        words.removeAll()
    }

    /// `--` and all after it.
    private mutating func takeTerminated() throws {
        if let index = positionals.first, definitions[index].traits.strategy == .captureForPassthrough {
            return takeRest(index)
        }
        if positionals.isEmpty, afterTerminator == nil, let byDefault = stack.configuration.defaultSubcommand {
            subcommand = byDefault
            return
        }
        words.removeFirst()
        if let index = afterTerminator { return takeRest(index) }
        while let word = words.popFirst() {
            guard let index = positionals.first else { throw UsageError.unexpectedArgument(word) }
            takePositional(word, index)
        }
    }

    /// See ``ArgumentParsingStrategy/firstWordAsIs``.
    private mutating func takeFirstWordAsIs() throws {
        guard let index = positionals.first, definitions[index].traits.strategy == .firstWordAsIs,
            let word = words.first, word != "--", !isHelp(word)
        else { return }
        let name = LevelParser.split(word).name
        if name.hasPrefix("--"), names[name] != nil {
            throw UsageError.optionBeforeFirstWord(name, argument: definitions[index].displayName)
        }
        words.removeFirst()
        takePositional(word, index)
    }

    private mutating func leaveToDefaultSubcommand(_ word: String) -> Bool {
        guard let byDefault = stack.configuration.defaultSubcommand else { return false }
        words = [word] + words
        subcommand = byDefault
        return true
    }

    static func unknownSubcommand(_ word: String, _ stack: CommandStack) -> UsageError {
        let shown = stack.configuration.subcommands.filter { $0.configuration.shouldDisplay }
        return .unknownSubcommand(word, suggestion: Suggestion.nearest(to: word, among: shown.map(CommandStack.name(of:))))
    }
}

// MARK: - Options and flags

extension LevelParser {
    private mutating func takeOption(_ word: String) throws {
        let (name, value) = LevelParser.split(word)
        if let (index, form) = names[name] {
            try take(index, form, name: name, value: value)
        } else if word.hasPrefix("--") || names["-" + word.dropFirst().prefix(1)] == nil {
            try takeUnknown(word, name: name)
        } else {
            try takeBundle(word)
        }
    }

    /// One-letter flags behind one dash; the last letter may be an option, with its value joined on.
    private mutating func takeBundle(_ word: String) throws {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            let name = "-" + String(letter)
            if isHelp(name) { throw CleanExit.helpRequest() }
            guard let (index, form) = names[name] else {
                throw UsageError.unknownOption(name, suggestion: suggestion(for: name))
            }
            if definitions[index].traits.kind == .flag {
                try take(index, form, name: name, value: nil)
            } else {
                let joined = letters.first == "=" ? letters.dropFirst() : letters
                return try take(index, form, name: name, value: letters.isEmpty ? nil : String(joined))
            }
        }
    }

    private mutating func take(_ index: Int, _ form: Int, name: String, value: String?) throws {
        let definition = definitions[index]
        if definition.traits.kind == .flag {
            if let value { throw UsageError.unexpectedOptionValue(name, value: value) }
            found[index].append(Occurrence(name: name, text: definition.forms[form].text))
            return
        }
        let before = found[index].count
        if let value { found[index].append(Occurrence(name: name, text: value)) }
        switch definition.traits.strategy {
        case .remaining:
            takeRest(index, name: name)
        case .upToNextOption:
            while let next = words.first, !isOption(next) {
                found[index].append(Occurrence(name: name, text: words.removeFirst()))
            }
        case .unconditional:
            if value == nil, let next = words.popFirst() { found[index].append(Occurrence(name: name, text: next)) }
        default:
            if value == nil, let next = words.first, !isOption(next) {
                found[index].append(Occurrence(name: name, text: words.removeFirst()))
            }
        }
        if found[index].count == before {
            throw UsageError.missingOptionValue(
                option: name, valueName: definition.valueName, next: words.first, about: definition.about)
        }
    }

    private func isOption(_ word: String) -> Bool { word == "--" || names[word] != nil || LevelParser.looksLikeOption(word) }

    private mutating func takeUnknown(_ word: String, name: String) throws {
        if let index = positionals.first, definitions[index].traits.strategy == .captureForPassthrough {
            takePositional(word, index)
        } else if let index = unrecognized {
            found[index].append(Occurrence(name: nil, text: word))
        } else if !leaveToDefaultSubcommand(word) {
            throw UsageError.unknownOption(name, suggestion: suggestion(for: name))
        }
    }

    private func suggestion(for name: String) -> String? {
        let shown = definitions.filter { $0.traits.help.visibility.isShown(includingHidden: false) }
        return Suggestion.nearest(to: name, among: shown.flatMap { $0.forms.flatMap(\.names) } + ["--help"])
    }

    /// `--name=value` in its two parts. What has a space before `=` is no name.
    private static func split(_ word: String) -> (name: String, value: String?) {
        guard let equals = word.firstIndex(of: "="), !word[..<equals].contains(" ") else { return (word, nil) }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
}
