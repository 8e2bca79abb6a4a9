internal import CLibYAML

/// libyaml's emitter into memory.
final class EventWriter {
    /// Where the emitter's callback puts its bytes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output = Output()

    init(lineWidth: Int) throws(YAMLError) {
        emitter = .allocate(capacity: 1)
        guard yaml_emitter_initialize(emitter) == 1 else {
            emitter.deallocate()
            throw YAMLError(.notWritable, "no memory for a YAML emitter", at: nil)
        }
        yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_indent(emitter, 2)
        yaml_emitter_set_width(emitter, Int32(clamping: lineWidth))
        yaml_emitter_set_output(
            emitter,
            { output, bytes, count in
                guard let output, let bytes else { return 0 }
                Unmanaged<Output>.fromOpaque(output).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            }, Unmanaged.passUnretained(output).toOpaque())
        try emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
    }

    func startDocument(isMarked: Bool) throws(YAMLError) {
        try emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, isMarked ? 0 : 1) }
    }

    func endDocument() throws(YAMLError) {
        try emit { yaml_document_end_event_initialize(&$0, 1) }
    }

    func startSequence(tag: String?, isInline: Bool) throws(YAMLError) {
        let style = isInline ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
        try emit { event in
            Self.withBytes(tag) { yaml_sequence_start_event_initialize(&event, nil, $0, tag == nil ? 1 : 0, style) }
        }
    }

    func endSequence() throws(YAMLError) {
        try emit { yaml_sequence_end_event_initialize(&$0) }
    }

    func startMapping(tag: String?) throws(YAMLError) {
        try emit { event in
            Self.withBytes(tag) {
                yaml_mapping_start_event_initialize(&event, nil, $0, tag == nil ? 1 : 0, YAML_BLOCK_MAPPING_STYLE)
            }
        }
    }

    func endMapping() throws(YAMLError) {
        try emit { yaml_mapping_end_event_initialize(&$0) }
    }

    func scalar(_ text: String, _ presentation: Presentation, tag: String?) throws(YAMLError) {
        let isImplicit: Int32 = tag == nil ? 1 : 0
        try emit { event in
            Self.withBytes(tag) { tag in
                Self.withBytes(text) { characters in
                    yaml_scalar_event_initialize(
                        &event, nil, tag, characters, Int32(clamping: text.utf8.count), isImplicit, isImplicit, presentation.style
                    )
                }
            }
        }
    }

    /// Everything written. The writer is of no use afterwards.
    func finish() throws(YAMLError) -> String {
        try emit { yaml_stream_end_event_initialize(&$0) }
        return String(decoding: output.bytes, as: UTF8.self)
    }

    private func emit(_ initialize: (inout yaml_event_t) -> Int32) throws(YAMLError) {
        var event = yaml_event_t()
        guard initialize(&event) == 1 else {
            throw YAMLError(.notWritable, "libyaml refuses a value: no memory, or text that is not Unicode", at: nil)
        }
        // The emitter takes the event over, also when it fails.
        guard yaml_emitter_emit(emitter, &event) == 1 else {
            let problem = emitter.pointee.problem.map { String(cString: $0) } ?? "no reason given"
            throw YAMLError(.notWritable, "YAML cannot be written: \(problem)", at: nil)
        }
    }

    private static func withBytes(_ text: String?, _ body: (UnsafePointer<UInt8>?) -> Int32) -> Int32 {
        guard let text else { return body(nil) }
        return text.withCString(encodedAs: UTF8.self, body)
    }
}

extension Presentation {
    fileprivate var style: yaml_scalar_style_t {
        switch self {
        case .plain: YAML_PLAIN_SCALAR_STYLE
        case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
        case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
        case .literal: YAML_LITERAL_SCALAR_STYLE
        case .folded: YAML_FOLDED_SCALAR_STYLE
        }
    }
}
