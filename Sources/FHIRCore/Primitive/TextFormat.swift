/// Texts, codes, ids and base64.
enum TextFormat {
    private static let longest: Int = 1 << 20

    static func string(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        if text.count > longest { return .tooLong }
        var hasContent: Bool = false
        for byte in text {
            if byte > 0x20 {
                hasContent = true
            } else if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
                return .controlCharacter
            }
        }
        return hasContent ? nil : .onlyWhiteSpace
    }

    /// Single spaces within, no white space at the ends.
    static func code(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var wasSpace: Bool = true
        var index: Int = 0
        while index < text.count {
            let space: Int = whiteSpace(text, index)
            if space > 0 && wasSpace { return .codeWhiteSpace }
            if space > 1 || (space == 1 && text[index] != 0x20) { return .codeWhiteSpace }
            wasSpace = space > 0
            index += 1
        }
        return wasSpace ? .codeWhiteSpace : nil
    }

    static func id(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        for byte in text where !(isLetterOrDigit(byte) || byte == 0x2D || byte == 0x2E) { return .idCharacters }
        return text.count > 64 ? .idLength : nil
    }

    /// RFC 4648, section 4, white space anywhere.
    static func base64(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var count: Int = 0
        var padding: Int = 0
        for byte in text {
            if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
            if byte == 0x3D {
                padding += 1
            } else if padding > 0 || !(isLetterOrDigit(byte) || byte == 0x2B || byte == 0x2F) {
                return .base64Characters
            }
            count += 1
        }
        return count % 4 != 0 || padding > 2 || count == 0 ? .base64Length : nil
    }

    @inline(__always)
    static func isLetterOrDigit(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

    /// Length in bytes of the white space character (Unicode) at `index`, 0 if there is none.
    static func whiteSpace(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let byte: UInt8 = text[index]
        if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
        if byte == 0xC2 && index + 1 < text.count { return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < text.count else { return 0 }
        let second: UInt8 = text[index + 1]
        let third: UInt8 = text[index + 2]
        switch (byte, second) {
        case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
        case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
        case (0xE2, 0x81): return third == 0x9F ? 3 : 0
        case (0xE3, 0x80): return third == 0x80 ? 3 : 0
        default: return 0
        }
    }
}
