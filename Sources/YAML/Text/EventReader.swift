internal import CLibYAML

/// What libyaml's parser reports, one after the other.
struct Event {
    enum Kind {
        case documentStart
        case scalar(Scalar)
        case alias(String)
        case sequenceStart
        case mappingStart
        /// The end of a sequence, a mapping or a document.
        case end
        case streamEnd
    }

    var kind: Kind
    var position: Position
    var anchor: String?
    var tag: String?
}

/// libyaml's parser over bytes in memory.
final class EventReader {
    private let bytes: [UInt8]
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    init(_ bytes: [UInt8]) throws(YAMLError) {
        self.bytes = bytes
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            input.deallocate()
            parser.deallocate()
            throw YAMLError(.syntax, "no memory for a YAML parser", at: nil)
        }
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(YAMLError) -> Event {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
            defer { yaml_event_delete(&event) }
            if let result = Self.event(event) { return result }
        }
    }

    /// Nil for the start of the stream, which says nothing.
    private static func event(_ event: yaml_event_t) -> Event? {
        let position = Position(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            return Event(kind: .documentStart, position: position)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style: Scalar.Style = scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain : .quoted
            return Event(
                kind: .scalar(Scalar(text, style)), position: position, anchor: string(scalar.anchor), tag: string(scalar.tag))
        case YAML_ALIAS_EVENT:
            return Event(kind: .alias(string(event.data.alias.anchor) ?? ""), position: position)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return Event(kind: .sequenceStart, position: position, anchor: string(start.anchor), tag: string(start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return Event(kind: .mappingStart, position: position, anchor: string(start.anchor), tag: string(start.tag))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT, YAML_DOCUMENT_END_EVENT:
            return Event(kind: .end, position: position)
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
            return Event(kind: .streamEnd, position: position)
        default:
            return nil
        }
    }

    private static func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }

    private func syntaxError() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        if parser.pointee.error == YAML_READER_ERROR {
            return YAMLError(.syntax, problem, at: position(ofByte: parser.pointee.problem_offset))
        }
        let mark = parser.pointee.problem_mark
        let message = problem + hint(problem, mark)
        guard let context = parser.pointee.context else { return YAMLError(.syntax, message, at: Position(mark)) }
        return YAMLError(
            .syntax, "\(String(cString: context)): \(message)", at: Position(mark), other: Position(parser.pointee.context_mark))
    }

    /// What to do about the mistakes that people make most.
    private func hint(_ problem: String, _ mark: yaml_mark_t) -> String {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: mark.line + 1, omittingEmptySubsequences: false)
        let line = lines.dropFirst(mark.line).first ?? []
        if line.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "\t") {
            return "; the line is indented with a tab: use spaces"
        }
        if problem.contains("cannot start any token") || problem.contains("mapping values are not allowed") {
            return "; a text that holds ': ' or begins with a sign such as * & ! % @ ` needs quotes"
        }
        return ""
    }

    private func position(ofByte offset: Int) -> Position {
        let before = bytes.prefix(offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        return Position(line: line, column: String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1)
    }
}

extension Position {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}
