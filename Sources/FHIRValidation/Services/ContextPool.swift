import FHIRCore
import Synchronization

/// Contexts that keep what they have compiled between the questions of an expression. Each question takes one for itself, so that
/// threads do not wait for each other, and a question within a question has its own.
final class ContextPool: Sendable {
    private let definitions: CheckedDefinitions
    private let pathDepth: Int
    private let idle: Mutex<[ValidationContext]> = Mutex([])

    init(_ definitions: CheckedDefinitions, pathDepth: Int) {
        self.definitions = definitions
        self.pathDepth = pathDepth
    }

    func use<Answer, Failure: Error>(
        _ body: (inout ValidationContext) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        var context: ValidationContext = idle.withLock { $0.popLast() } ?? make()
        defer {
            // No tree is kept longer than somebody asks about it.
            context.begin(ContextPool.nothing)
            idle.withLock { $0.append(context) }
        }
        return try body(&context)
    }

    private func make() -> ValidationContext {
        var context = ValidationContext(definitions, ContextPool.nothing)
        context.pathDepth = pathDepth
        return context
    }

    private static let nothing = ElementTree(schema: .r4)
}
