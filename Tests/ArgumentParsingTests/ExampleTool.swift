import ArgumentParsing

// A small program with all kinds of declarations, for the tests of this folder.

enum Format: String, ExpressibleByArgument, CaseIterable { case json, xml, ndjson }

struct Tool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tool", abstract: "An example.", version: "tool 1.2 (FHIR 4.0.1)",
        subcommands: [Convert.self, Evaluate.self, Cases.self, Secret.self])
}

struct Output: ParsableArguments {
    @Option(name: .shortAndLong, help: "Where results go.", completion: .directory) var outputDir: String?
    @Flag(name: .shortAndLong, help: "Say nothing.") var quiet = false
}

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Converts files from one format to another.",
        discussion: """
            Examples:
              tool convert --to xml   patient.json
              tool convert - < patient.json
            """,
        aliases: ["conv"])

    @Argument(help: "Files; - is standard input.", completion: .file(extensions: ["json", "xml"])) var files: [String]
    @Option(name: [.short, .long], help: "The format to write.") var to: Format
    @Option(help: ArgumentHelp("A profile; may be repeated.", valueName: "url")) var profile: [String] = []
    @Option(help: "How many at once.") var jobs = 2
    @Option(help: "A margin.") var margin: Double?
    @Flag(name: .shortAndLong, help: "Say more; may be repeated.") var verbose: Int
    @Flag(inversion: .prefixedNo, help: "Colours on a terminal.") var color = true
    @Option(help: .hidden) var seed: Int?
    @OptionGroup(title: "Output") var output: Output
    var plain = 7

    mutating func validate() throws {
        if jobs < 1 { throw ValidationError("'--jobs' must be 1 or more") }
    }
}

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "path", abstract: "Evaluates an expression.")

    @Argument(parsing: .firstWordAsIs, help: "The expression.") var expression: String
    @Argument(help: "Files.", completion: .file()) var files: [String] = []
    @Flag(help: "Print the tree.") var explain = false
}

struct Cases: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Case data.", subcommands: [ToFHIR.self], defaultSubcommand: ToFHIR.self)
}

struct ToFHIR: ParsableCommand {
    @Argument var file: String
    @Argument var second: String?
    @Option var mapping: String?

    mutating func run() throws { throw ExitCode(3) }
}

struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Not shown.", shouldDisplay: false)
}
