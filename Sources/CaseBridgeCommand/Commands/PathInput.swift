import CaseBridge

extension Input {
    /// Calls `body` with each resource of the input and its line: one without a line, or those of NDJSON, read line by line.
    ///
    /// What is no resource is told, noted and handed to `failed`, as is a failure of `body`; then the next line goes on. NDJSON
    /// without one good line is no input.
    func forEachResource(
        _ session: inout Session, _ body: (ElementTree, Int?) throws -> Void, failed: (CommandFailure, Int?) throws -> Void
    ) throws {
        var read: (good: Int, all: Int) = (0, 0)
        func attempt(_ bytes: [UInt8], _ line: Int?) throws {
            read.all += 1
            let failure: CommandFailure? = session.attempt { _ in
                let tree: ElementTree = try resource(bytes, line: line)
                read.good += 1
                try body(tree, line)
            }
            if let failure { try failed(failure, line) }
        }
        do {
            let isNamedLines: Bool = [".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz"].contains { name.hasSuffix($0) }
            switch try InputContent.find(in: try open(), isNamedLines: isNamedLines, reopen: nil) {
            case .resource(let bytes, _): try attempt(bytes, nil)
            case .large(let large): try attempt(try large.readAll(), nil)
            case .lines(let lines):
                try forEachLine(lines, attempt)
                if read.all == 0 { throw CommandFailure(.notInput, "\(name): NDJSON without a line") }
                if read.good == 0 { session.note(.notInput) }
            }
        } catch let error as StreamError {
            throw failure(error)
        }
    }

    private func forEachLine(_ lines: ByteInput, _ body: ([UInt8], Int?) throws -> Void) throws {
        var block: [UInt8] = Array(repeating: 0, count: 1 << 18)
        var rest: [UInt8] = []
        var number: Int = 0
        while true {
            let count: Int = try block.withUnsafeMutableBytes { (buffer) throws(StreamError) in try lines.read(into: buffer) }
            let isEnd: Bool = count == 0
            var start: Int = 0
            let searched: Int = rest.count
            rest += block[..<count]
            var end: Int? = rest[searched...].firstIndex(of: 0x0A)
            while end != nil || (isEnd && start < rest.count) {
                let line: ArraySlice<UInt8> = rest[start..<(end ?? rest.count)]
                number += 1
                if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                    try body(Array(line), number)
                }
                start = end.map { $0 + 1 } ?? rest.count
                end = rest[start...].firstIndex(of: 0x0A)
            }
            rest.removeFirst(start)
            if isEnd { return }
        }
    }

    private func resource(_ bytes: [UInt8], line: Int?) throws(CommandFailure) -> ElementTree {
        do throws(ReadError) {
            return try ElementTree.read(bytes)
        } catch {
            let place: String = line.map { "\(name):\($0)" } ?? self.place(error.position)
            // Other lines go on.
            throw CommandFailure(line == nil ? .notInput : .findings, "\(place): \(error.message)")
        }
    }
}
