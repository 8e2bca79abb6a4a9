import CaseBridge

/// One expression on one resource after the other, and what is printed of each.
struct PathEvaluation {
    let format: PathFormat
    let environment: FHIRPathEnvironment
    let isStrict: Bool
    /// There are several inputs, so that each answer says where its resource stands.
    var isMany: Bool = false
    private let limits: ReadLimits
    private let plain: FHIRPath
    /// The expression compiled for the types of the inputs, where names are checked.
    private var byType: [String?: FHIRPath] = [:]

    init(_ path: FHIRPath, isStrict: Bool, _ environment: FHIRPathEnvironment, _ format: PathFormat, _ limits: ReadLimits) {
        self.limits = limits
        plain = path
        self.isStrict = isStrict
        self.environment = environment
        self.format = format
    }

    /// Evaluates without an input.
    mutating func answer() throws(CommandFailure) {
        let values: [FHIRPathValue] = try evaluate(try path(for: nil), nil)
        try Output.write(PathAnswer(values: values, place: nil).bytes(as: format), to: nil)
    }

    /// Evaluates on every resource of an input; what fails is told, and in JSON stands in its place in the answer.
    mutating func answer(_ input: Input, _ session: inout Session) {
        let failure: CommandFailure? = session.attempt { session in
            try input.forEachResource(limits, &session) { tree, line in
                let values: [FHIRPathValue] = try evaluate(try path(for: tree.root.typeName), tree.root)
                try Output.write(PathAnswer(values: values, place: place(input, line)).bytes(as: format), to: nil)
            } failed: { failure, line in
                try Output.write(PathAnswer.failure(failure, place: place(input, line), as: format), to: nil)
            }
        }
        guard let failure else { return }
        session.attempt { _ in
            try Output.write(PathAnswer.failure(failure, place: place(input, nil), as: format), to: nil)
        }
    }

    /// Tells of an input that is not there.
    func fail(_ failure: CommandFailure, named word: String, _ session: inout Session) {
        session.attempt { _ in throw failure }
        let place: PathAnswer.Place? = isMany ? PathAnswer.Place(source: word, line: nil) : nil
        session.attempt { _ in try Output.write(PathAnswer.failure(failure, place: place, as: format), to: nil) }
    }

    private func place(_ input: Input, _ line: Int?) -> PathAnswer.Place? {
        isMany || line != nil ? PathAnswer.Place(source: input.name, line: line) : nil
    }

    private mutating func path(for type: String?) throws(CommandFailure) -> FHIRPath {
        if let known = byType[type] { return known }
        do throws(FHIRPathError) {
            let path: FHIRPath = try FHIRPath(plain.expression, context: type, isStrict: isStrict)
            byType[type] = path
            return path
        } catch {
            throw CommandFailure(.usage, "the expression is wrong at \(error)")
        }
    }

    private func evaluate(_ path: FHIRPath, _ element: Element?) throws(CommandFailure) -> [FHIRPathValue] {
        do throws(FHIRPathError) { return try path.evaluate(on: element, in: environment) } catch {
            throw CommandFailure(.notInput, "the expression failed at \(error)")
        }
    }
}
