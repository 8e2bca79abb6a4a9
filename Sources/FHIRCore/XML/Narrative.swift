/// Narrative between JSON, where it is a string, and XML, where it is markup (FHIR R4, 2.1.3 and 2.6.1).
enum Narrative {
    /// The text as an XML element in the XHTML namespace, unchanged where it is one; nil if it is no well-formed `div`.
    ///
    /// HTML's named entities, which XML does not know, become character references; a missing namespace is added.
    static func xml(of text: [UInt8]) -> [UInt8]? {
        if isDivision(text) == .inXHTML { return text }
        var fixed: [UInt8] = HTMLEntities.resolved(text)
        switch isDivision(fixed) {
        case .inXHTML: return fixed
        case .withoutNamespace:
            guard let end = fixed.firstIndex(of: 0x76) else { return nil }  // the v of <div
            fixed.insert(contentsOf: " xmlns=\"http://www.w3.org/1999/xhtml\"".utf8, at: end + 1)
            return isDivision(fixed) == .inXHTML ? fixed : nil
        case .no: return nil
        }
    }

    /// Whether an element's source text means the same inside another document of FHIR: it needs no prefix from outside.
    static func standsAlone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if !text.contains(0x3A) { return true }
        let document: [UInt8] = Array("<a xmlns=\"http://hl7.org/fhir\">".utf8) + text + Array("</a>".utf8)
        do throws(ReadError) {
            try document.withBytes { (buffer) throws(ReadError) in
                try XMLEventParser.parse(buffer, handler: TopElement(), maximumDepth: 2048)
            }
            return true
        } catch {
            return false
        }
    }

    private enum Division { case inXHTML, withoutNamespace, no }

    private static func isDivision(_ text: [UInt8]) -> Division {
        // A declaration or comment before the div could not stand inside a document.
        guard text.starts(with: "<div".utf8) else { return .no }
        let handler = TopElement()
        do throws(ReadError) {
            try text.withBytes { (buffer) throws(ReadError) in
                try XMLEventParser.parse(buffer, handler: handler, maximumDepth: 1024)
            }
        } catch {
            return .no
        }
        if handler.end != text.count { return .no }
        return handler.namespace == "http://www.w3.org/1999/xhtml" ? .inXHTML : handler.namespace == "" ? .withoutNamespace : .no
    }

    private final class TopElement: XMLHandler {
        private var depth: Int = 0
        private(set) var namespace: String?
        private(set) var end: Int = 0

        func startElement(_ tag: XMLTag, offset: Int) {
            if depth == 0 { namespace = tag.name.equals("div") ? tag.namespace?.string ?? "" : nil }
            depth += 1
        }

        func endElement(end: Int) {
            depth -= 1
            self.end = end
        }

        func characters(_ text: XMLText) {}
    }
}
