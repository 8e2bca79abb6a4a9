#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What an input holds, found by its content.
public enum InputContent {
    /// One resource, or what is none, small enough to be held as a whole.
    case resource([UInt8], ResourceFormat)
    /// A resource that is large.
    case large(LargeInput)
    /// NDJSON: a JSON document on every line.
    case lines(ByteInput)

    /// Finds what an input holds.
    ///
    /// - Parameters:
    ///   - isNamedLines: its name says that it is NDJSON, which counts unless it is XML.
    ///   - reopen: gives the same input from its start; nil if it cannot be read twice.
    ///   - threshold: so many bytes are held as a whole.
    public static func find(
        in input: ByteInput, isNamedLines: Bool, threshold: Int = 1 << 24, reopen: LargeInput.Open?
    ) throws(StreamError) -> InputContent {
        // A file comes as a whole at once, a pipe as it comes.
        let size: Int = input.sourceSize ?? 0
        var head: [UInt8] = []
        var form = TextForm(isNamedLines: isNamedLines)
        // NDJSON is seen in its first lines, as a rule.
        if try input.beginning().withUnsafeBytes({ form.feed($0) }) == .lines { return .lines(input) }
        form = TextForm(isNamedLines: isNamedLines)
        while head.count < threshold {
            let block: [UInt8] = try input.readBlock(max(1 << 18, min(size - head.count, threshold) + 1))
            if block.withUnsafeBytes({ form.feed($0) }) == .lines {
                input.putBack(head + block)
                return .lines(input)
            }
            if head.isEmpty { head = block } else { head += block }
            if block.isEmpty { return .resource(try judged(head), ResourceFormat.detect(head)) }
        }
        let format: ResourceFormat = ResourceFormat.detect(try judged(head))
        input.putBack(head)
        let large = LargeInput(input, format: format, head: head, reopen: reopen)
        // A single line that is larger than the threshold: only its end tells, if it is worth to be looked for.
        if form.state == .open, large.faultAtStart == nil, try large.isLines(form) { return .lines(try large.open()) }
        return .large(large)
    }

    /// The beginning of what may be a resource.
    private static func judged(_ head: [UInt8]) throws(StreamError) -> [UInt8] {
        if let fault = head.withUnsafeBytes({ ForeignContent.fault($0) }) { throw .content(fault) }
        return head
    }
}

/// Tells NDJSON from one JSON document: another document begins on the line after the first.
///
/// Inside a document a brace begins a line only behind a bracket, comma or colon at the end of the line before.
struct TextForm {
    enum State { case open, lines, other }

    private(set) var state: State = .open
    private let isNamedLines: Bool
    private var isStarted: Bool = false
    private var last: UInt8 = 0
    private var isLineOver: Bool = false

    init(isNamedLines: Bool) { self.isNamedLines = isNamedLines }

    /// Takes the next bytes.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) -> State {
        var rest = bytes[...]
        if !isStarted { rest = rest.drop { TextForm.isSpace($0) || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF } }
        if state != .open || rest.isEmpty { return state }
        if !isStarted { start(rest[rest.startIndex]) }
        if state == .open && !isLineOver { rest = firstLine(rest) }
        if state == .open, isLineOver, let byte = rest.first(where: { !TextForm.isSpace($0) }) {
            state = byte == 0x7B ? .lines : .other
        }
        return state
    }

    private mutating func start(_ byte: UInt8) {
        isStarted = true
        // XML, also in UTF-16 with its mark or zero bytes; a comment, which no line of NDJSON begins with.
        if byte == 0x3C || byte >= 0xFE || byte == 0 || byte == 0x2F {
            state = .other
        } else if isNamedLines {
            state = .lines
        }
    }

    /// Goes to the end of the first line; gives what follows it.
    private mutating func firstLine(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let count: Int = bytes.count
        let start: UnsafeRawPointer? = UnsafeRawBufferPointer(rebasing: bytes).baseAddress
        let end: Int = start.flatMap { start in memchr(start, 0x0A, count).map { UnsafeRawPointer($0) - start } } ?? count
        let line = bytes.prefix(end)
        if let byte = line.last(where: { !TextForm.isSpace($0) }) { last = byte }
        if end == count { return bytes[bytes.endIndex...] }
        isLineOver = true
        if last == 0x7B || last == 0x5B || last == 0x2C || last == 0x3A { state = .other }
        return bytes.dropFirst(end + 1)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
