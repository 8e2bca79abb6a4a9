extension JSONFault {
    /// The fault as a reader reports it, with its place in `bytes`.
    func readError(in bytes: UnsafeRawBufferPointer, path: String? = nil, maximumDepth: Int) -> ReadError {
        let position: SourcePosition = SourcePosition(offset: offset, in: bytes)
        if code == .unexpectedEnd, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            return ReadError(.empty, "the input is empty", position: position)
        }
        switch code {
        case .badUTF8:
            return ReadError(.encoding, "a byte that is no UTF-8; JSON is always UTF-8", position: position, path: path)
        case .tooDeep:
            let message: String = "objects and arrays are nested more than \(maximumDepth) deep"
            return ReadError(.limit, message, position: position, path: path, limit: .depth)
        default:
            let found: String = JSONFault.character(at: offset, in: bytes)
            return ReadError(.syntax, "no JSON: " + text(found), position: position, path: path)
        }
    }

    private func text(_ found: String) -> String {
        switch code {
        case .unexpectedEnd: "the input ends before the value does"
        case .unexpectedCharacter: "a value was expected, but there is \(found)"
        case .controlCharacter: "a control character (\(found)) in a string must be written as an escape, such as \\n or \\u0009"
        case .badEscape: "a backslash in a string must be followed by one of \" \\ / b f n r t or u and four hexadecimal digits"
        case .loneSurrogate: "half of a surrogate pair stands alone, so the string is no Unicode text"
        case .badUTF8, .tooDeep: ""
        case .badNumber: "a malformed number at \(found)"
        case .badLiteral: "a word that is none of true, false and null"
        case .trailingContent: "the document is complete, but \(found) follows"
        case .expectedKey: "a member's name in quotes was expected, but there is \(found)"
        case .expectedColon: "a colon was expected after the member's name, but there is \(found)"
        case .expectedCommaOrEnd: "a comma or the closing bracket was expected, but there is \(found)"
        case .trailingComma: "a comma stands before the closing bracket"
        }
    }

    /// The character at an offset, in quotes, or its code point where it cannot be shown.
    private static func character(at offset: Int, in bytes: UnsafeRawBufferPointer) -> String {
        guard offset < bytes.count else { return "the end" }
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<min(offset + 4, bytes.count)])
        guard let scalar = String(decoding: slice, as: UTF8.self).unicodeScalars.first else { return "the end" }
        if scalar.value >= 0x20 && scalar.value != 0x7F { return "'\(scalar)'" }
        let digits: String = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
