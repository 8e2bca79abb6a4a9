/// The command line: a verb and its options. This tool is built by the makers of CaseBridge only, so it stays this small.
struct Arguments {
    enum Command: String {
        case definitions, models
    }

    /// The place that errors of the call itself have.
    static let place = "command line"

    static let usage = """
        usage: DefinitionsCompiler definitions [--package PACKAGE] [--ucum XML] [--languages TXT]
                                   [--currencies JSON [--currencies-version VERSION]] --output FOLDER
               DefinitionsCompiler models --package PACKAGE --output FOLDER

        definitions  writes the compiled tables whose inputs are given, and INPUTS (FOLDER: Sources/CDefinitions)
        models       writes the typed models (FOLDER: Sources/FHIRModels/Generated)

        PACKAGE is a FHIR core package: a .tgz, or the folder that it unpacks to. XML is ucum-essence.xml, TXT the IANA
        language-subtag-registry (in PyPI's language-data), JSON iso_4217.json of Debian's iso-codes of that VERSION.
        """

    var command: Command
    private var options: [String: String] = [:]

    init(_ words: [String]) throws(DefinitionsError) {
        guard let first = words.first, let command = Command(rawValue: first) else {
            throw DefinitionsError(Self.place, Self.usage)
        }
        self.command = command
        let known: Set<String> = ["package", "output", "ucum", "languages", "currencies", "currencies-version"]
        var rest: ArraySlice<String> = words.dropFirst()
        while let word = rest.popFirst() {
            let name = String(word.dropFirst(2))
            guard word.hasPrefix("--"), known.contains(name) else {
                throw DefinitionsError(Self.place, at: word, "is no option of this tool\n\(Self.usage)")
            }
            guard let value = rest.popFirst() else {
                throw DefinitionsError(Self.place, at: word, "needs a value")
            }
            options[name] = value
        }
    }

    subscript(name: String) -> String? { options[name] }

    func required(_ name: String) throws(DefinitionsError) -> String {
        guard let value = options[name] else {
            throw DefinitionsError(Self.place, at: "--\(name)", "is missing\n\(Self.usage)")
        }
        return value
    }
}
