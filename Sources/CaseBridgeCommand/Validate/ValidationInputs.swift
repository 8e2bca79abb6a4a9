import CaseBridge

/// A piece of the work: what one thread checks at a time.
enum ValidationPiece: Sendable {
    /// A file that the thread reads itself.
    case file(Input)
    /// An input that was read already, because it can be read only once.
    case content(Input, [UInt8])
    /// Lines of an NDJSON input.
    case lines(Input, StreamBatch)
    /// An NDJSON input is over.
    case endOfLines(Input)
    /// An input that could not be read.
    case failure(Input, CommandFailure)
    /// An input that is none.
    case unreadable(Input, ReadError)
}

/// Finds the inputs that a call names and cuts them into pieces of work, one after the other.
final class ValidationInputs {
    private enum Named {
        case input(Input)
        case failure(Input, CommandFailure)
    }

    /// There are several inputs, or there may be: a folder or a pattern was named.
    let isMany: Bool
    /// Most pieces that can be worked on at the same time; nil if that is not known.
    let atMost: Int?
    private let limits: ReadLimits
    private var named: ArraySlice<Named>
    private var lines: (input: Input, cutter: LineCutter, stream: ByteInput)?
    /// Bytes of the inputs that were taken as a whole.
    private var passed: Int = 0

    init(_ words: [String], _ limits: ReadLimits) {
        self.limits = limits
        var named: [Named] = []
        var isMany: Bool = words.count > 1
        for word in words {
            do throws(CommandFailure) {
                let inputs: [Input] = try Input.inputs([word], extensions: Input.convertibleExtensions)
                if inputs.count != 1 || inputs[0].name != word { isMany = true }
                named += inputs.map { .input($0) }
            } catch {
                named.append(.failure(Input(name: word, stem: word), error))
            }
        }
        self.isMany = isMany
        self.named = named[...]
        let mayBeLines: Bool = named.contains {
            if case .input(let input) = $0 { ValidationInputs.isReadAtOnce(input) } else { false }
        }
        atMost = mayBeLines ? nil : named.count
    }

    /// Names of the inputs that are still to come.
    var names: [String] {
        named.map {
            switch $0 {
            case .input(let input), .failure(let input, _): input.name
            }
        }
    }

    /// Bytes of all inputs that are still to come; nil if that is not known, as of standard input.
    var size: Int? {
        var sum: Int = 0
        for case .input(let input) in named {
            guard let size = input.size else { return nil }
            sum += size
        }
        return sum
    }

    /// Bytes that were handed out so far.
    var taken: Int { passed + (lines?.stream.sourceTaken ?? 0) }

    /// The next piece; nil at the end.
    func next() -> ValidationPiece? {
        if let piece = nextLines() { return piece }
        guard let next = named.popFirst() else { return nil }
        switch next {
        case .failure(let input, let failure): return .failure(input, failure)
        case .input(let input):
            if !ValidationInputs.isReadAtOnce(input) {
                passed += input.size ?? 0
                return .file(input)
            }
            do throws(StreamError) {
                return try open(input)
            } catch {
                return ValidationInputs.failure(error, of: input)
            }
        }
    }

    /// What is none has a place in the report, what could not be read has a reason.
    private static func failure(_ error: StreamError, of input: Input) -> ValidationPiece {
        if case .content(let fault) = error { return .unreadable(input, fault) }
        return .failure(input, input.failure(error))
    }

    /// NDJSON by its name, and what is no file: it is cut here. Other files are read where they are checked.
    private static func isReadAtOnce(_ input: Input) -> Bool { input.isNamedLines || !input.isRegular }

    private func open(_ input: Input) throws(StreamError) -> ValidationPiece? {
        let stream: ByteInput = try input.open()
        switch try input.content(of: stream) {
        case .resource(let bytes, _):
            let isEmpty: Bool = bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            return input.isNamedLines && isEmpty ? .endOfLines(input) : .content(input, bytes)
        case .large(let large): return .content(input, try large.readAll(limit: limits.size))
        case .lines(let stream):
            lines = (input, LineCutter(stream, limit: limits.size), stream)
            return nextLines()
        }
    }

    private func nextLines() -> ValidationPiece? {
        guard let (input, cutter, stream) = lines else { return nil }
        do throws(StreamError) {
            if let batch = try cutter.batch() { return .lines(input, batch) }
            passed += stream.sourceTaken
            lines = nil
            return .endOfLines(input)
        } catch {
            lines = nil
            return ValidationInputs.failure(error, of: input)
        }
    }
}

extension Input {
    /// What it holds, found by its content. So much is looked at as tells, and NDJSON is not held as a whole.
    func content(of stream: ByteInput) throws(StreamError) -> InputContent {
        let reopen: LargeInput.Open? = isRegular ? { () throws(StreamError) in try open() } : nil
        return try InputContent.find(
            in: stream, isNamedLines: isNamedLines, threshold: isNamedLines ? 1 << 18 : 1 << 24, reopen: reopen)
    }
}
