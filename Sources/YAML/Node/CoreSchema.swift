/// Which plain text is what (YAML 1.2.2, section 10.3.2). JSON's numbers and words fall under the same rules.
enum CoreSchema {
    static func kind(ofPlain text: String) -> Scalar.Kind {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: break
        }
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first, first <= UInt8(ascii: "9"), first >= UInt8(ascii: "+") else { return .string }
            return number(bytes[...])
        }
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private static func number(_ bytes: Bytes) -> Scalar.Kind {
        if bytes.starts(with: "0x".utf8) {
            return bytes.count > 2 && bytes.dropFirst(2).allSatisfy(isHexadecimal) ? .integer : .string
        }
        if bytes.starts(with: "0o".utf8) { return bytes.count > 2 && bytes.dropFirst(2).allSatisfy(isOctal) ? .integer : .string }
        var rest = bytes
        let isSigned = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
        if isSigned { rest = rest.dropFirst() }
        if let special = special(rest, isSigned: isSigned) { return special }

        let whole = rest.prefix(while: isDecimal)
        rest = rest[whole.endIndex...]
        if rest.isEmpty { return whole.isEmpty ? .string : .integer }
        var fraction = whole
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: isDecimal)
            rest = rest[fraction.endIndex...]
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return .string }
        guard let mark = rest.first else { return .float }
        guard mark | 0x20 == UInt8(ascii: "e") else { return .string }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDecimal) ? .float : .string
    }

    private static func special(_ bytes: Bytes, isSigned: Bool) -> Scalar.Kind? {
        guard bytes.count == 4, bytes.first == UInt8(ascii: ".") else { return nil }
        switch String(decoding: bytes, as: UTF8.self) {
        case ".inf", ".Inf", ".INF": return .float
        case ".nan", ".NaN", ".NAN": return isSigned ? .string : .float
        default: return nil
        }
    }

    static func isDecimal(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private static func isOctal(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "7") }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDecimal(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }
}
