import ArgumentParsing
import CaseBridge

/// `casebridge path`: evaluates a FHIRPath expression.
struct PathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Evaluate a FHIRPath expression on FHIR resources.",
        discussion: """
            The expression is the word after `path`, whatever it begins with. Without a file it has no input.

            Examples:
              casebridge path "name.where(use = 'official').given" patient.json
              casebridge path "Bundle.entry.resource.ofType(Observation).value" bundle.xml --format json
              casebridge path "id" export.ndjson --format json
              casebridge path "-3 != 3"
              casebridge path "name.given" patient.json --strict
              casebridge path "birthDate <= %limit" patient.json --var limit=2000-01-01
              casebridge path "conformsTo('https://example.org/fhir/StructureDefinition/case')" case.json --load profiles/
              casebridge path "a.b or c" --explain

            Exit codes: 0 done; 2 the call or the expression is wrong; 3 input missing or unreadable; 4 an input that is no FHIR
            resource, or an expression that fails while it runs.
            """)

    @Argument(parsing: .firstWordAsIs, help: ArgumentHelp("FHIRPath expression.", valueName: "expression"))
    var expression: String

    @Argument(help: ArgumentHelp("Files, folders, NDJSON files, or - for standard input.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Form of the answer, for example --format json.", valueName: "text|json"))
    var format: PathFormat = .text

    @Option(help: ArgumentHelp("A variable of the expression, for example --var name=Peter for %name.", valueName: "name=value"))
    var `var`: [String] = []

    @OptionGroup var definitions: LoadedDefinitions

    @Flag(help: "Refuse names that the input's type does not have, and functions that need an order where there is none.")
    var strict: Bool = false

    @Flag(help: "Print the parsed expression as a tree, and evaluate nothing.")
    var explain: Bool = false

    func run() throws {
        var session = Session()
        let failure: CommandFailure? = session.attempt { session in
            let path: FHIRPath = try PathCommand.compile(expression)
            if explain { return try Output.write(Array((path.outline + "\n").utf8), to: nil) }
            var evaluation = PathEvaluation(path, isStrict: strict, try environment(), format)
            let inputs: [Input] = try Input.inputs(files, extensions: Input.convertibleExtensions)
            if inputs.isEmpty { return try evaluation.answer() }
            // A folder of one file is several resources that happen to be one.
            evaluation.isMany = inputs.count > 1 || !files.contains(inputs[0].name)
            for input in inputs { evaluation.answer(input, &session) }
        }
        if let failure {
            session.attempt { _ in try Output.write(PathAnswer.failure(failure, place: nil, as: format), to: nil) }
        }
        try session.finish()
    }

    private func environment() throws(CommandFailure) -> FHIRPathEnvironment {
        let services = EmbeddedPathServices(library: try definitions.library())
        var environment: FHIRPathEnvironment = services.environment
        for word in `var` {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw CommandFailure(.usage, "--var \(word): a variable is given as name=value")
            }
            environment.variables[String(word[..<equals])] = [.string(String(word[word.index(after: equals)...]))]
        }
        environment.trace = { name, values in
            let texts: [String] = values.map { String(decoding: PathAnswer.text(of: $0), as: UTF8.self) }
            tell("trace \(name): \(texts.joined(separator: ", "))")
        }
        return environment
    }

    private static func compile(_ expression: String) throws(CommandFailure) -> FHIRPath {
        do throws(FHIRPathError) { return try FHIRPath(expression) } catch {
            throw CommandFailure(.usage, "the expression is wrong at \(error)")
        }
    }
}
