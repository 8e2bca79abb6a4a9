import CaseBridge

/// What became of a piece of work.
enum CheckedPiece: Sendable {
    /// An input, and why it could not be checked if so.
    case input(InputReport, ExitStatus)
    /// Lines of NDJSON; those that are no resource have a fatal issue.
    case lines([InputReport])
    /// An NDJSON input is over.
    case endOfLines(source: String)
}

/// Checks pieces of work in one thread.
final class PieceValidator {
    private let options: ReportOptions
    private let limits: ReadLimits
    private var run: ValidationRun

    init(_ validator: Validator, _ options: ReportOptions, _ limits: ReadLimits) {
        self.options = options
        self.limits = limits
        run = ValidationRun(validator)
    }

    func check(_ piece: ValidationPiece) -> [CheckedPiece] {
        switch piece {
        case .failure(let input, let failure): return [PieceValidator.failed(input, failure, options)]
        case .unreadable(let input, let fault): return [unreadable(input, fault)]
        case .content(let input, let bytes): return [resource(input, bytes)]
        case .lines(let input, let batch): return [.lines(batch.items.map { line($0, batch, input) })]
        case .endOfLines(let input): return [.endOfLines(source: input.name)]
        case .file(let input):
            do throws(StreamError) {
                return try file(input)
            } catch {
                if case .content(let fault) = error { return [unreadable(input, fault)] }
                return [PieceValidator.failed(input, input.failure(error), options)]
            }
        }
    }

    /// The outcome of an input, or of the run, that failed.
    static func failed(_ input: Input?, _ failure: CommandFailure, _ options: ReportOptions) -> CheckedPiece {
        let name: String = input?.name ?? ""
        // The report names the input beside the message.
        let isNamed: Bool = !name.isEmpty && failure.description.hasPrefix(name + ": ")
        let message: String = isNamed ? String(failure.description.dropFirst(name.count + 2)) : failure.description
        let code: IssueCode = failure.status == .notInput ? .invalid : failure.status == .usage ? .notFound : .processing
        return .input(ValidationOutcome(failure: message, code: code, source: name).report(options), failure.status)
    }

    private func file(_ input: Input) throws(StreamError) -> [CheckedPiece] {
        switch try input.content(of: try input.open()) {
        case .resource(let bytes, _): return [resource(input, bytes)]
        case .large(let large): return [resource(input, try large.readAll(limit: limits.size))]
        case .lines(let lines):
            // NDJSON under another name: its outcomes are held together, its resources are not.
            let cutter = LineCutter(lines, limit: limits.size)
            var pieces: [CheckedPiece] = []
            while let batch = try cutter.batch() { pieces.append(.lines(batch.items.map { line($0, batch, input) })) }
            return pieces + [.endOfLines(source: input.name)]
        }
    }

    private func resource(_ input: Input, _ bytes: [UInt8]) -> CheckedPiece {
        do throws(ReadError) {
            var outcome: ValidationOutcome = run.validate(try ElementTree.read(bytes, limits: limits))
            outcome.source = input.name
            return .input(outcome.report(options), .done)
        } catch {
            return unreadable(input, error, bytes)
        }
    }

    private func unreadable(_ input: Input, _ fault: ReadError, _ bytes: [UInt8] = []) -> CheckedPiece {
        let outcome = ValidationOutcome(unreadable: fault.advised, source: input.name)
        return .input(outcome.report(options, unreadable: bytes), .notInput)
    }

    private func line(_ item: StreamBatch.Item, _ batch: StreamBatch, _ input: Input) -> InputReport {
        do throws(ReadError) {
            var outcome: ValidationOutcome = run.validate(try batch.tree(of: item, limits: limits))
            outcome.source = input.name
            return outcome.report(options, startingAt: item.position)
        } catch {
            let outcome = ValidationOutcome(unreadable: error.advised, source: input.name)
            return outcome.report(options, unreadable: Array(batch.bytes[item.range]), startingAt: item.position)
        }
    }
}
