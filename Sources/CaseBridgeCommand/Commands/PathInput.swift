import CaseBridge

extension Input {
    /// Calls `body` with each resource of the input and its line: one without a line, or those of NDJSON, read line by line.
    ///
    /// What is no resource is told, noted and handed to `failed`, as is a failure of `body`; then the next line goes on. NDJSON
    /// without one good line is no input.
    func forEachResource(
        _ limits: ReadLimits, _ session: inout Session, _ body: (ElementTree, Int?) throws -> Void,
        failed: (CommandFailure, Int?) throws -> Void
    ) throws {
        var read: (good: Int, all: Int) = (0, 0)
        func attempt(_ line: Int?, _ tree: () throws(ReadError) -> ElementTree) throws {
            read.all += 1
            let failure: CommandFailure? = session.attempt { _ in
                let tree: ElementTree = try resource(line, tree)
                read.good += 1
                try body(tree, line)
            }
            if let failure { try failed(failure, line) }
        }
        do {
            switch try InputContent.find(in: try open(), isNamedLines: isNamedLines, reopen: nil) {
            case .resource(let bytes, _): try attempt(nil) { () throws(ReadError) in try ElementTree.read(bytes, limits: limits) }
            case .large(let large):
                let bytes: [UInt8] = try large.readAll(limit: limits.size)
                try attempt(nil) { () throws(ReadError) in try ElementTree.read(bytes, limits: limits) }
            case .lines(let lines):
                let cutter = LineCutter(lines, limit: limits.size)
                while let batch = try cutter.batch() {
                    for item in batch.items {
                        try attempt(item.position.line) { () throws(ReadError) in try batch.tree(of: item, limits: limits) }
                    }
                }
                if read.all == 0 { throw CommandFailure(.notInput, "\(name): NDJSON without a line") }
                if read.good == 0 { session.note(.notInput) }
            }
        } catch let error as StreamError {
            throw failure(error)
        }
    }

    private func resource(
        _ line: Int?, _ read: () throws(ReadError) -> ElementTree
    ) throws(CommandFailure) -> ElementTree {
        do throws(ReadError) {
            return try read()
        } catch {
            let place: String = line.map { "\(name):\($0)" } ?? self.place(error.position)
            // Other lines go on.
            throw CommandFailure(line == nil ? .notInput : .findings, "\(place): \(error.advised.message)")
        }
    }
}
