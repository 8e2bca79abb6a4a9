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

    @Flag(help: "Refuse names that the input's type does not have, and functions that need an order where there is none.")
    var strict: Bool = false

    @Flag(help: "Print the parsed expression as a tree, and evaluate nothing.")
    var explain: Bool = false

    func run() throws {
        var session = Session()
        session.attempt { session in
            let path: FHIRPath = try PathCommand.compile(expression)
            if explain { return try Output.write(Array((path.outline + "\n").utf8), to: nil) }
            let environment: FHIRPathEnvironment = try environment()
            let inputs: [Input] = try Input.inputs(files, extensions: Input.convertibleExtensions)
            var paths = PathsByType(plain: path, isStrict: strict)
            // A folder of one file is several resources that happen to be one.
            let isMany: Bool = inputs.count > 1 || (inputs.count == 1 && !files.contains(inputs[0].name))
            if inputs.isEmpty {
                let values: [FHIRPathValue] = try PathCommand.evaluate(try paths.path(for: nil), nil, environment)
                return try Output.write(PathAnswer(values: values, place: nil).bytes(as: format), to: nil)
            }
            for input in inputs {
                session.attempt { try answer(input, isMany, &paths, environment, &$0) }
            }
        }
        try session.finish()
    }

    private func answer(
        _ input: Input, _ isMany: Bool, _ paths: inout PathsByType, _ environment: FHIRPathEnvironment, _ session: inout Session
    ) throws {
        try input.forEachResource(&session) { tree, line in
            let place: PathAnswer.Place? = isMany || line != nil ? PathAnswer.Place(source: input.name, line: line) : nil
            let path: FHIRPath = try paths.path(for: tree.root.typeName)
            let values: [FHIRPathValue] = try PathCommand.evaluate(path, tree.root, environment)
            try Output.write(PathAnswer(values: values, place: place).bytes(as: format), to: nil)
        }
    }

    private func environment() throws(CommandFailure) -> FHIRPathEnvironment {
        var environment: FHIRPathEnvironment = EmbeddedPathServices().environment
        for word in `var` {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw CommandFailure(.usage, "--var \(word): a variable is given as name=value")
            }
            environment.variables[String(word[..<equals])] = [.string(String(word[word.index(after: equals)...]))]
        }
        environment.trace = { name, values in
            tell(
                "trace \(name): \(values.map { String(decoding: PathAnswer.text(of: $0), as: UTF8.self) }.joined(separator: ", "))"
            )
        }
        return environment
    }

    private static func compile(_ expression: String) throws(CommandFailure) -> FHIRPath {
        do throws(FHIRPathError) { return try FHIRPath(expression) } catch {
            throw CommandFailure(.usage, "the expression is wrong at \(error)")
        }
    }

    private static func evaluate(
        _ path: FHIRPath, _ element: Element?, _ environment: FHIRPathEnvironment
    ) throws(CommandFailure) -> [FHIRPathValue] {
        do throws(FHIRPathError) { return try path.evaluate(on: element, in: environment) } catch {
            throw CommandFailure(.notInput, "the expression failed at \(error)")
        }
    }
}

/// The expression compiled for the types of the inputs, where names are checked.
struct PathsByType {
    private let plain: FHIRPath
    private let isStrict: Bool
    private var byType: [String?: FHIRPath] = [:]

    init(plain: FHIRPath, isStrict: Bool) {
        self.plain = plain
        self.isStrict = isStrict
    }

    mutating func path(for type: String?) throws(CommandFailure) -> FHIRPath {
        if let known = byType[type] { return known }
        do throws(FHIRPathError) {
            let path: FHIRPath = try FHIRPath(plain.expression, context: type, isStrict: isStrict)
            byType[type] = path
            return path
        } catch {
            throw CommandFailure(.usage, "the expression is wrong at \(error)")
        }
    }
}
