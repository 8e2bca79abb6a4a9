/// Media types: `type "/" subtype *( OWS ";" OWS name "=" value )`.
///
/// The names are those of RFC 6838, section 4.2; parameters are tokens or quoted strings as in RFC 7231, section 3.1.1.1.
/// Any name is taken, registered with IANA or not. FHIR R4 also writes `xml`, `json` and `ttl` for its own formats
/// (section 3.1.0.1.11; CapabilityStatement.format, TestScript contentType), so these three are valid too.
public enum MediaType {
    /// Whether the bytes are a media type.
    public static func isValid(_ code: UnsafeBufferPointer<UInt8>) -> Bool { fault(code) == nil }

    /// Whether the text is a media type, and if not, why not and what may have been meant.
    public static func check(_ code: String) -> GrammarOutcome {
        var text: String = code
        guard let fault: Fault = text.withUTF8({ fault($0) }) else { return .valid }
        var guess: String? = suggestion(code)
        if var text: String = guess, text.withUTF8({ MediaType.fault($0) }) != nil { guess = nil }
        return .invalid(reason: "'\(code)' is no media type: \(fault.rawValue)", suggestion: guess)
    }

    private enum Fault: String {
        case noSlash = "type and subtype are separated by '/'"
        case typeName = "the type is no name"
        case subtypeName = "the subtype is no name"
        case parameter = "after the subtype, parameters are written as '; name=value'"
    }

    private static func fault(_ code: UnsafeBufferPointer<UInt8>) -> Fault? {
        if isShortForm(code) { return nil }
        var position: Int = 0
        guard name(code, &position) else { return .typeName }
        guard position < code.count, code[position] == UInt8(ascii: "/") else { return .noSlash }
        position += 1
        guard name(code, &position) else { return .subtypeName }
        while position < code.count {
            guard parameter(code, &position) else { return .parameter }
        }
        return nil
    }

    private static func isShortForm(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        code.elementsEqual("xml".utf8) || code.elementsEqual("json".utf8) || code.elementsEqual("ttl".utf8)
    }

    /// A letter or digit, then at most 126 letters, digits and signs.
    private static func name(_ code: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start: Int = position
        while position < code.count, isNameByte(code[position], isFirst: position == start) { position += 1 }
        return position > start && position - start <= 127
    }

    private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        if byte.isLetter || byte.isDigit { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "^"),
            UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"):
            return !isFirst
        default: return false
        }
    }

    private static func parameter(_ code: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        skipSpace(code, &position)
        guard position < code.count, code[position] == UInt8(ascii: ";") else { return false }
        position += 1
        skipSpace(code, &position)
        guard token(code, &position), position < code.count, code[position] == UInt8(ascii: "=") else { return false }
        position += 1
        if position < code.count, code[position] == UInt8(ascii: "\"") { return quotedString(code, &position) }
        return token(code, &position)
    }

    private static func skipSpace(_ code: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
        while position < code.count, code[position] == 0x20 || code[position] == 0x09 { position += 1 }
    }

    /// One or more characters but for separators (RFC 7230, section 3.2.6).
    private static func token(_ code: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start: Int = position
        while position < code.count {
            let byte: UInt8 = code[position]
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
                position += 1
            default:
                guard isNameByte(byte, isFirst: false) else { return position > start }
                position += 1
            }
        }
        return position > start
    }

    private static func quotedString(_ code: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        position += 1
        while position < code.count {
            switch code[position] {
            case UInt8(ascii: "\""):
                position += 1
                return true
            case UInt8(ascii: "\\"):
                position += 2
            case 0x09, 0x20...0x7E, 0x80...0xFF:
                position += 1
            default:
                return false
            }
        }
        return false
    }

    private static func suggestion(_ code: String) -> String? {
        switch code.lowercased() {
        case "pdf": "application/pdf"
        case "jpg", "jpeg", "image/jpg": "image/jpeg"
        case "png", "gif": "image/\(code.lowercased())"
        case "tif", "tiff": "image/tiff"
        case "txt", "text", "plain": "text/plain"
        case "htm", "html": "text/html"
        case "csv": "text/csv"
        case "dicom", "dcm": "application/dicom"
        case "xml", "json", "ttl": code.lowercased()
        default: mended(code)
        }
    }

    /// Without what stands round it, with the slash the right way round and no empty parameter.
    private static func mended(_ code: String) -> String? {
        var text: String = String(code.map { $0 == "\\" ? "/" : $0 })
        while let last: Character = text.last, last == ";" || last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return text == code ? nil : text
    }
}
