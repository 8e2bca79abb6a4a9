import ArgumentParsing
import CaseBridge

/// What a run has come to: the highest exit status, and every failure told on standard error.
struct Session {
    private(set) var status: ExitStatus = .done
    /// Nothing is told.
    private var isQuiet: Bool = false

    init(isQuiet: Bool = false) { self.isQuiet = isQuiet }

    mutating func note(_ status: ExitStatus) { self.status = max(self.status, status) }

    /// Does a piece of work; a failure is told and noted, and the run goes on.
    /// - Returns: the failure.
    @discardableResult
    mutating func attempt(_ work: (inout Session) throws -> Void) -> CommandFailure? {
        let failure: CommandFailure
        do {
            try work(&self)
            return nil
        } catch let error as CommandFailure {
            failure = error
        } catch {
            failure = CommandFailure(.cannotRun, "\(error)")
        }
        if !isQuiet { tell("error: \(failure)") }
        note(failure.status)
        return failure
    }

    /// Ends the process with the status.
    func finish() throws {
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

extension Input {
    /// `file:line:column`, or the file alone.
    func place(_ position: SourcePosition?) -> String { position.map { "\(name):\($0)" } ?? name }

    /// The resource that the input holds, JSON or XML by its content.
    func resource() throws(CommandFailure) -> ElementTree {
        let bytes: [UInt8]
        do throws(StreamError) {
            bytes = try document()
        } catch {
            throw failure(error)
        }
        do throws(ReadError) {
            return try ElementTree.read(bytes)
        } catch {
            let path: String = error.path.map { " (at \(PathText.shortened($0)))" } ?? ""
            throw CommandFailure(.notInput, "\(place(error.position)): \(error.message)\(path)")
        }
    }

    /// All its bytes, unless its start shows already that it is none.
    private func document() throws(StreamError) -> [UInt8] {
        switch try InputContent.find(in: try open(), isNamedLines: false, reopen: nil) {
        case .resource(let bytes, _): bytes
        case .large(let large): try large.readAll()
        case .lines(let lines): try lines.readAll()
        }
    }
}
