/// What the parser, the help page and the completions know of one property.
struct ArgumentDefinition {
    /// The property's name, after the names of the groups that it stands in: `shared.outputDir`.
    let key: String
    var traits: ArgumentTraits
    /// The ways to spell it; none for a positional argument, more than one for flags that exclude each other.
    let forms: [ArgumentForm]
    /// The heading of the group that it stands in, empty for none.
    let section: String
    /// The words given for it as the property's value.
    let read: ([Occurrence]) throws -> Any

    var valueName: String { traits.help.valueName ?? kebabCase(memberName(key)) }

    /// How an error names it: `--output-dir`, or `<file>` for a positional argument.
    var displayName: String {
        let names = forms.first?.names ?? []
        return names.first { $0.hasPrefix("--") } ?? names.first ?? "<\(valueName)>"
    }

    var isRequired: Bool { !traits.isOptional }

    /// The same, shown on no more help pages than `visibility` allows.
    func limited(to visibility: ArgumentVisibility) -> ArgumentDefinition {
        guard visibility.level > traits.help.visibility.level else { return self }
        var limited = self
        limited.traits.help.visibility = visibility
        return limited
    }
}

/// What holds for a property whatever the type of its value.
struct ArgumentTraits: Sendable {
    enum Kind: Sendable { case positional, option, flag }

    var kind: Kind
    var help: ArgumentHelp
    var names: FormSource = .names([])
    var strategy: ValueStrategy = .next
    var completion: CompletionKind = .default
    var allowedValues: [String] = []
    var isOptional = false
    var isRepeating = false
    /// The default as help shows it.
    var defaultText: String?
    /// For flags that exclude each other, the one that stands for the default.
    var defaultForm: Int?
}

/// The property's own name in a key that may begin with the names of its groups.
func memberName(_ key: String) -> String { String(key.split(separator: ".").last ?? "") }

/// One meaning of an option or flag and the names that have it.
struct ArgumentForm: Sendable {
    let names: [String]
    /// The text that a flag stands for; unused by options.
    var text = ""
    var help: ArgumentHelp?
}

/// One time that an argument, option or flag was given.
struct Occurrence: Sendable {
    /// As it was written: `-o`, `--output-dir`; nil for a positional argument.
    let name: String?
    /// The value, or the text that the flag's form stands for.
    let text: String
}

/// Where the forms of an option or flag come from.
enum FormSource: Sendable {
    case names(NameSpecification)
    case inverted(NameSpecification, FlagInversion)
    /// One form a case: its spelling, the case's name and its help.
    case cases([(NameSpecification, name: String, help: ArgumentHelp?)])

    func forms(for key: String) -> [ArgumentForm] {
        switch self {
        case .names(let names):
            return [ArgumentForm(names: names.spelled(for: key), text: "true")]
        case .inverted(let names, let inversion):
            let on = inversion.prefixes.on.map { names.prefixed($0, key: key) } ?? names
            let off = names.prefixed(inversion.prefixes.off, key: key)
            return [
                ArgumentForm(names: on.spelled(for: key), text: "true"),
                ArgumentForm(names: off.spelled(for: key), text: "false"),
            ]
        case .cases(let cases):
            return cases.enumerated().map { index, one in
                ArgumentForm(names: one.0.spelled(for: one.name), text: String(index), help: one.help)
            }
        }
    }
}
