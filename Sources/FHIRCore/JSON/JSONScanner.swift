/// A fault of the JSON text: what, and at which byte.
struct JSONFault: Error {
    enum Code: UInt8 {
        case unexpectedEnd, unexpectedCharacter, controlCharacter, badEscape, loneSurrogate, badUTF8, badNumber, badLiteral
        case trailingContent, tooDeep, expectedKey, expectedColon, expectedCommaOrEnd, trailingComma
    }
    let code: Code
    let offset: Int
}

/// Where a string or number stands in the source.
struct JSONText {
    let offset: Int
    let length: Int
    /// The string has at least one escape, so its characters are not its bytes.
    let escaped: Bool
}

/// Tokens of JSON (RFC 8259, exactly), over bytes that are followed by at least eight zero bytes.
///
/// The scanner checks everything: UTF-8, escapes, surrogate pairs, numbers. It builds nothing; both readers (the element
/// tree's and the table-less one) drive it. Strings are scanned eight bytes at a time as long as they are plain ASCII.
struct JSONScanner {
    let base: UnsafePointer<UInt8>
    let end: Int
    var offset: Int
    let maximumDepth: Int

    /// Number of zero bytes that must follow the source.
    static let padding: Int = 16

    init(base: UnsafePointer<UInt8>, count: Int, maximumDepth: Int) {
        self.base = base
        self.end = count
        self.maximumDepth = maximumDepth
        let hasMark: Bool = count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
        self.offset = hasMark ? 3 : 0
    }

    func fault(_ code: JSONFault.Code) -> JSONFault {
        JSONFault(code: offset >= end ? .unexpectedEnd : code, offset: min(offset, end))
    }

    /// Passes white space; gives the byte that follows, 0 at the end (a NUL in the source is caught as an unexpected character).
    @inline(__always)
    mutating func next() -> UInt8 {
        var byte: UInt8 = base[offset]
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
            // Indentation comes in runs: eight spaces at once.
            while UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020 { offset += 8 }
            byte = base[offset]
        }
        return byte
    }

    /// A string, at its opening quote.
    @inline(__always)
    mutating func string() throws(JSONFault) -> JSONText {
        offset += 1
        let start: Int = offset
        while true {
            let word: UInt64 = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
            let special: UInt64 = JSONScanner.special(word)
            if special == 0 {
                offset += 8
                continue
            }
            offset += special.trailingZeroBitCount >> 3
            if base[offset] == 0x22 {
                let length: Int = offset - start
                offset += 1
                return JSONText(offset: start, length: length, escaped: false)
            }
            return try stringTail(start)
        }
    }

    /// Marks (0x80 in its byte) what a plain run must stop at: quote, backslash, control characters, bytes over 0x7F.
    /// Marks above the lowest one may be wrong (borrows), the lowest one is exact.
    @inline(__always)
    static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote: UInt64 = word ^ (ones &* 0x22)
        let slash: UInt64 = word ^ (ones &* 0x5C)
        let quotes: UInt64 = (quote &- ones) & ~quote
        let slashes: UInt64 = (slash &- ones) & ~slash
        let controls: UInt64 = (word &- (ones &* 0x20)) & ~word
        return (quotes | slashes | controls | word) & highs
    }

    /// The rest of a string that has escapes or bytes beyond ASCII.
    private mutating func stringTail(_ start: Int) throws(JSONFault) -> JSONText {
        var escaped: Bool = false
        while true {
            let byte: UInt8 = base[offset]
            if byte == 0x22 {
                let length: Int = offset - start
                offset += 1
                return JSONText(offset: start, length: length, escaped: escaped)
            }
            if byte == 0x5C {
                escaped = true
                try escape()
            } else if byte < 0x20 {
                throw fault(.controlCharacter)
            } else if byte < 0x80 {
                offset += 1
            } else {
                let length: Int = utf8Length(base + offset, end - offset)
                if length == 0 { throw fault(.badUTF8) }
                offset += length
            }
        }
    }

    /// An escape, at its backslash. A surrogate needs its partner.
    private mutating func escape() throws(JSONFault) {
        switch base[offset + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            offset += 2
        case 0x75:
            let unit: Int = hexadecimal(base + offset + 2)
            if unit < 0 { throw fault(.badEscape) }
            if unit & 0xF800 == 0xD800 {
                let pair: Bool = unit < 0xDC00 && base[offset + 6] == 0x5C && base[offset + 7] == 0x75
                let low: Int = pair ? hexadecimal(base + offset + 8) : -1
                if low & 0xFC00 != 0xDC00 || low < 0 { throw fault(.loneSurrogate) }
                offset += 12
            } else {
                offset += 6
            }
        default:
            throw fault(.badEscape)
        }
    }

    /// A number, at its first character; its text is kept as it is.
    mutating func number() throws(JSONFault) -> JSONText {
        let start: Int = offset
        if base[offset] == 0x2D { offset += 1 }
        if base[offset] == 0x30 {
            offset += 1
        } else if !digits() {
            throw fault(.badNumber)
        }
        if base[offset] == 0x2E {
            offset += 1
            if !digits() { throw fault(.badNumber) }
        }
        if base[offset] | 0x20 == 0x65 {
            offset += 1
            if base[offset] == 0x2B || base[offset] == 0x2D { offset += 1 }
            if !digits() { throw fault(.badNumber) }
        }
        if base[offset] &- 0x30 < 10 { throw fault(.badNumber) }
        return JSONText(offset: start, length: offset - start, escaped: false)
    }

    @inline(__always)
    private mutating func digits() -> Bool {
        let start: Int = offset
        while base[offset] &- 0x30 < 10 { offset += 1 }
        return offset > start
    }

    /// `true`, `false` or `null`, at its first letter.
    mutating func literal() throws(JSONFault) -> JSONText {
        let word: UInt32 = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt32.self)
        let length: Int
        switch word {
        case 0x6575_7274, 0x6C6C_756E: length = 4
        case 0x736C_6166 where base[offset + 4] == 0x65: length = 5
        default: throw fault(.badLiteral)
        }
        let start: Int = offset
        offset += length
        return JSONText(offset: start, length: length, escaped: false)
    }

    /// After a value inside an object or array: a comma (true) or the closing character (false); either is passed.
    @inline(__always)
    mutating func comma(orEnd closing: UInt8) throws(JSONFault) -> Bool {
        let byte: UInt8 = next()
        if byte == 0x2C {
            offset += 1
            if next() == closing { throw fault(.trailingComma) }
            return true
        }
        if byte == closing {
            offset += 1
            return false
        }
        throw fault(.expectedCommaOrEnd)
    }

    /// A member's name and the colon behind it.
    @inline(__always)
    mutating func key() throws(JSONFault) -> JSONText {
        if next() != 0x22 { throw fault(.expectedKey) }
        let key: JSONText = try string()
        if next() != 0x3A { throw fault(.expectedColon) }
        offset += 1
        return key
    }

    /// Passes any value, checking it, and gives its extent.
    mutating func skipValue(depth: Int) throws(JSONFault) -> JSONText {
        let first: UInt8 = next()
        let start: Int = offset
        switch first {
        case 0x22: _ = try string()
        case 0x7B, 0x5B:
            if depth >= maximumDepth { throw fault(.tooDeep) }
            let closing: UInt8 = first + 2
            offset += 1
            if next() == closing {
                offset += 1
                break
            }
            repeat {
                if first == 0x7B { _ = try key() }
                _ = try skipValue(depth: depth + 1)
            } while try comma(orEnd: closing)
        case 0x2D, 0x30...0x39: _ = try number()
        case 0x66, 0x6E, 0x74: _ = try literal()
        default: throw fault(.unexpectedCharacter)
        }
        return JSONText(offset: start, length: offset - start, escaped: false)
    }

    /// Nothing but white space may follow.
    mutating func finish() throws(JSONFault) {
        _ = next()
        if offset < end { throw JSONFault(code: .trailingContent, offset: offset) }
    }
}
