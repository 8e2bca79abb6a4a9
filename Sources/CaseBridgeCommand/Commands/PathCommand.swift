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
              casebridge path "birthDate <= %limit" patient.json --var limit=@2000-01-01
              casebridge path "conformsTo('https://example.org/fhir/StructureDefinition/case')" case.json --load profiles/
              casebridge path "a.b or c" --explain

            Exit codes: 0 done; 1 done, but lines of NDJSON are no resource; 2 the call or the expression is wrong; 3 input missing
            or unreadable; 4 an input that is no FHIR resource, or an expression that fails while it runs.
            """)

    @Argument(parsing: .firstWordAsIs, help: ArgumentHelp("FHIRPath expression.", valueName: "expression"))
    var expression: String

    @Argument(help: ArgumentHelp("Files, folders, NDJSON files, or - for standard input.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Form of the answer, for example --format json.", valueName: "text|json"))
    var format: PathFormat = .text

    @Option(
        help: ArgumentHelp(
            "A variable of the expression, for example --var name=Peter for %name: a string, or behind @ a date or time.",
            valueName: "name=value"))
    var `var`: [String] = []

    @OptionGroup var definitions: LoadedDefinitions

    @Flag(help: "Refuse names that the input's type does not have, and functions that need an order where there is none.")
    var strict: Bool = false

    @Flag(help: "Print the parsed expression as a tree, and evaluate nothing.")
    var explain: Bool = false

    @OptionGroup var reading: ReadLimitArguments

    func run() throws {
        var session = Session()
        let failure: CommandFailure? = session.attempt { session in
            let path: FHIRPath = try PathCommand.compile(expression)
            if explain { return try Output.write(Array((path.outline + "\n").utf8), to: nil) }
            let limits: ReadLimits = reading.limits(size: ReadLimits().size)
            var evaluation = PathEvaluation(path, isStrict: strict, try environment(), format, limits)
            if files.isEmpty { return try evaluation.answer() }
            let named: [Result<[Input], CommandFailure>] = files.map(PathCommand.inputs)
            // A folder of one file is several resources that happen to be one.
            evaluation.isMany = files.count > 1 || ((try? named[0].get().map(\.name)) ?? files) != files
            for (word, inputs) in zip(files, named) {
                switch inputs {
                case .success(let inputs): for input in inputs { evaluation.answer(input, &session) }
                case .failure(let failure): evaluation.fail(failure, named: word, &session)
                }
            }
        }
        if let failure {
            session.attempt { _ in try Output.write(PathAnswer.failure(failure, place: nil, as: format), to: nil) }
        }
        try session.finish()
    }

    /// The inputs that a word stands for; where it stands for none the others go on.
    private static func inputs(_ word: String) -> Result<[Input], CommandFailure> {
        do throws(CommandFailure) {
            return .success(try Input.inputs([word], extensions: Input.convertibleExtensions))
        } catch {
            return .failure(error)
        }
    }

    private func environment() throws(CommandFailure) -> FHIRPathEnvironment {
        let services = EmbeddedPathServices(library: try definitions.library())
        var environment: FHIRPathEnvironment = services.environment
        for word in `var` {
            let variable = try PathVariable(word)
            environment.variables[variable.name] = [variable.value]
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
