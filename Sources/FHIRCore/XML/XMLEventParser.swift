import CLibXML2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Text that libxml2 lends for the time of a call.
typealias XMLText = UnsafeBufferPointer<UInt8>

/// What a reader of XML hears, in document order. Offsets are bytes in the UTF-8 source.
protocol XMLHandler: AnyObject {
    /// A start tag; `offset` is where its `<` stands.
    func startElement(_ tag: XMLTag, offset: Int) throws(ReadError)
    /// An end tag or the end of an empty-element tag; `end` is just behind its `>`.
    func endElement(end: Int) throws(ReadError)
    /// Character data and CDATA, perhaps in several pieces.
    func characters(_ text: XMLText) throws(ReadError)
}

/// A start tag: names and attributes are lent for the time of the call.
struct XMLTag {
    /// The local name; libxml2 keeps each name once in a document, so equal names have equal addresses.
    let nameAddress: UnsafePointer<UInt8>
    /// The namespace, likewise.
    let namespaceAddress: UnsafePointer<UInt8>?
    let prefixAddress: UnsafePointer<UInt8>?
    fileprivate let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    /// Number of attributes; namespace declarations are not among them.
    let attributeCount: Int
    /// Number of namespace declarations.
    let declarationCount: Int

    var name: XMLText { xmlText(nameAddress) }
    var namespace: XMLText? { namespaceAddress.map(xmlText) }
    var prefix: XMLText? { prefixAddress.map(xmlText) }

    /// Name, namespace and value of an attribute, references resolved.
    func attribute(_ index: Int) -> (name: XMLText, namespace: XMLText?, value: XMLText) {
        guard let values, let name = values[index * 5], let start = values[index * 5 + 3], let end = values[index * 5 + 4] else {
            return (XMLText(start: nil, count: 0), nil, XMLText(start: nil, count: 0))
        }
        return (xmlText(name), values[index * 5 + 2].map(xmlText), XMLText(start: start, count: end - start))
    }

    /// Prefix (nil for the default namespace) and address of a namespace declaration.
    func declaration(_ index: Int) -> (prefix: XMLText?, address: XMLText) {
        let prefix = namespaces?[index * 2].map(xmlText)
        return (prefix, namespaces?[index * 2 + 1].map(xmlText) ?? XMLText(start: nil, count: 0))
    }
}

private func xmlText(_ text: UnsafePointer<xmlChar>) -> XMLText { XMLText(start: text, count: Int(xmlStrlen(text))) }

extension XMLText {
    /// The same bytes as a literal.
    func equals(_ literal: StaticString) -> Bool {
        count == literal.utf8CodeUnitCount && memcmp(baseAddress ?? literal.utf8Start, literal.utf8Start, count) == 0
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}

/// One pass of libxml2's SAX2 parser: no DTD, no entities beyond the five, no network, a limit on depth.
final class XMLEventParser {
    /// What changes; behind a pointer, because stored properties of a class pay for exclusivity checks at every access.
    private struct State {
        var context: xmlParserCtxtPtr?
        var depth: Int = 0
        var failed: Bool = false
        var failure: ReadError?
    }

    private let handler: any XMLHandler
    private let maximumDepth: Int
    private let source: UnsafeRawBufferPointer
    private let state: UnsafeMutablePointer<State>

    private init(_ source: UnsafeRawBufferPointer, handler: any XMLHandler, maximumDepth: Int) {
        self.source = source
        self.handler = handler
        self.maximumDepth = maximumDepth
        state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Parses a whole document in UTF-8 (`XMLEncoding.utf8(of:)` makes it so) and tells `handler` what stands in it.
    static func parse(_ source: UnsafeRawBufferPointer, handler: any XMLHandler, maximumDepth: Int) throws(ReadError) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count + 1, alignment: 16)
        defer { copy.deallocate() }
        copy.copyMemory(from: source)
        copy[source.count] = 0
        let padded = UnsafeRawBufferPointer(rebasing: copy[..<source.count])
        try parse(padded: padded, handler: handler, maximumDepth: maximumDepth)
    }

    /// The same without a copy: a zero byte follows the document, and nothing moves it meanwhile.
    static func parse(padded source: UnsafeRawBufferPointer, handler: any XMLHandler, maximumDepth: Int) throws(ReadError) {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if source.allSatisfy(isSpace) {
            throw ReadError(.empty, "the input is empty", position: SourcePosition(offset: 0, in: source))
        }
        if let base = source.baseAddress, let zero = memchr(base, 0, source.count) {
            let place = SourcePosition(offset: UnsafeRawPointer(zero) - base, in: source)
            throw ReadError(.syntax, "no well-formed XML: a zero byte, which is no character of XML", position: place)
        }
        try XMLEventParser(source, handler: handler, maximumDepth: maximumDepth).run()
    }

    private func run() throws(ReadError) {
        guard source.count < Int(Int32.max), let context = XMLEventParser.context(over: source) else {
            throw ReadError(.limit, "the document is too large to be read as a whole (2 GB)")
        }
        defer { xmlFreeParserCtxt(context) }
        state.pointee.context = context
        // NOENT resolves the five predefined entities also in attributes; others cannot be declared, for want of a DTD.
        let options: UInt32 =
            XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
        xmlCtxtUseOptions(context, Int32(bitPattern: options))
        context.pointee.sax.pointee = XMLEventParser.callbacks()
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        xmlParseDocument(context)
        if let failure = state.pointee.failure { throw failure }
        if context.pointee.wellFormed == 0 { throw ReadError(.syntax, "no well-formed XML", position: position(offset)) }
    }

    /// A parser that reads the bytes where they stand, to the zero byte behind them.
    private static func context(over source: UnsafeRawBufferPointer) -> xmlParserCtxtPtr? {
        guard let context = xmlNewParserCtxt() else { return nil }
        guard let input = xmlNewStringInputStream(context, source.baseAddress?.assumingMemoryBound(to: xmlChar.self)) else {
            xmlFreeParserCtxt(context)
            return nil
        }
        inputPush(context, input)
        return context
    }

    /// Bytes of the source that the parser has passed.
    private var offset: Int {
        guard let input = state.pointee.context?.pointee.input else { return 0 }
        return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    private func position(_ offset: Int) -> SourcePosition { SourcePosition(offset: offset, in: source) }

    private func stop(_ error: ReadError) {
        if !state.pointee.failed { state.pointee.failure = error }
        state.pointee.failed = true
        xmlStopParser(state.pointee.context)
    }

    private func start(_ tag: XMLTag) {
        guard !state.pointee.failed else { return }
        state.pointee.depth += 1
        // The parser stands behind the attributes; no '<' can stand in them, so the last one is this tag's.
        let start: Int = source.lastIndex(of: 0x3C, before: min(offset, source.count)) ?? 0
        if state.pointee.depth > maximumDepth {
            let message: String = "elements are nested more than \(maximumDepth) deep"
            return stop(ReadError(.limit, message, position: position(start), limit: .depth))
        }
        do throws(ReadError) { try handler.startElement(tag, offset: start) } catch { stop(error) }
    }

    private func end() {
        guard !state.pointee.failed else { return }
        state.pointee.depth -= 1
        do throws(ReadError) { try handler.endElement(end: offset) } catch { stop(error) }
    }

    private func characters(_ text: XMLText) {
        guard !state.pointee.failed else { return }
        do throws(ReadError) { try handler.characters(text) } catch { stop(error) }
    }

    private func documentType() {
        let advice: String = "a document type declaration (DTD): FHIR forbids it, and it is not read; remove it"
        stop(ReadError(.documentType, advice, position: position(offset)))
    }

    private func fault(_ error: xmlError) {
        guard !state.pointee.failed, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let place: Int = min(offset, source.count)
        if let words = encodingFault(at: place) {
            return stop(ReadError(.encoding, "no well-formed XML: " + words, position: position(place)))
        }
        let code: ReadError.Code =
            switch xmlParserErrors(UInt32(error.code)) {
            case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY: .documentType
            case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING: .encoding
            default: .syntax
            }
        let text: String = XMLEventParser.words(error)
        stop(ReadError(code, "no well-formed XML: " + text, position: position(place)))
    }

    /// What is wrong with the bytes themselves where the parser stopped; nil if they are a character.
    private func encodingFault(at offset: Int) -> String? {
        guard offset < source.count, let base = source.baseAddress?.assumingMemoryBound(to: UInt8.self),
            utf8Length(base + offset, source.count - offset) == 0
        else { return nil }
        if base[offset] == 0xED { return "half of a surrogate pair, which is no character" }
        return "a byte that is no UTF-8; write the document in UTF-8, or name its encoding in the XML declaration"
    }

    /// What is wrong: libxml2's words on one line, without the name of its function.
    private static func words(_ error: xmlError) -> String {
        let text: String = error.message.map { String(cString: $0) } ?? "a fault"
        let line: Substring = text.split(separator: "\n").first ?? "a fault"
        guard line.hasPrefix("xmlParse"), let colon = line.firstIndex(of: ":"), !line[..<colon].contains(" ") else {
            return String(line)
        }
        return String(line[line.index(after: colon)...].drop { $0 == " " })
    }

    private static func callbacks() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(bitPattern: Int32(bitPattern: 0xDEED_BEAF))
        sax.startElementNs = { user, name, prefix, address, declarations, namespaces, attributes, _, values in
            guard let name else { return }
            let tag = XMLTag(
                nameAddress: name, namespaceAddress: address, prefixAddress: prefix, values: values,
                namespaces: namespaces, attributeCount: Int(attributes), declarationCount: Int(declarations))
            XMLEventParser.with(user) { $0.start(tag) }
        }
        sax.endElementNs = { user, _, _, _ in XMLEventParser.with(user) { $0.end() } }
        sax.characters = { user, text, count in
            XMLEventParser.with(user) { $0.characters(XMLText(start: text, count: Int(count))) }
        }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.internalSubset = { user, _, _, _ in XMLEventParser.with(user) { $0.documentType() } }
        sax.serror = { user, error in
            guard let error else { return }
            XMLEventParser.with(user) { $0.fault(error.pointee) }
        }
        return sax
    }

    /// The parser is held by who runs it: an event counts no reference.
    @inline(__always)
    private static func with(_ user: UnsafeMutableRawPointer?, _ body: (XMLEventParser) -> Void) {
        guard let user else { return }
        Unmanaged<XMLEventParser>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
    }
}
