/// Reads an expression into words (FHIRPath 2.0, Grammar, Lexer rules). One pass over UTF-8.
struct Lexer {
    private let source: String
    private let bytes: [UInt8]
    private var index: Int = 0

    init(_ source: String) {
        self.source = source
        bytes = Array(source.utf8)
    }

    static func tokens(of source: String) throws(FHIRPathError) -> [Token] {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        while true {
            let token: Token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }
    private func peek(_ distance: Int = 1) -> UInt8 { index + distance < bytes.count ? bytes[index + distance] : 0 }
    private func fault(_ message: String, at offset: Int) -> FHIRPathError {
        FHIRPathError(.syntax, message, in: source, at: offset)
    }
    private func text(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

    private mutating func next() throws(FHIRPathError) -> Token {
        try skipSpace()
        let start: Int = index
        if index >= bytes.count { return Token(kind: .end, offset: start, end: start) }
        let kind: Token.Kind
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            kind = .identifier(word())
        case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = number()
        case UInt8(ascii: "'"): kind = .string(try quoted(UInt8(ascii: "'"), "string"))
        case UInt8(ascii: "\""): kind = .delimited(try quoted(UInt8(ascii: "\""), "name"))
        case UInt8(ascii: "`"): kind = .delimited(try quoted(UInt8(ascii: "`"), "name"))
        case UInt8(ascii: "@"): kind = try temporal()
        case UInt8(ascii: "$"):
            index += 1
            let name: String = word()
            guard ["this", "index", "total"].contains(name) else {
                throw fault("after '$' comes this, index or total, not '\(name)'", at: start)
            }
            kind = .dollar(name)
        default: kind = try symbol()
        }
        return Token(kind: kind, offset: start, end: index)
    }

    private mutating func skipSpace() throws(FHIRPathError) {
        while index < bytes.count {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case 0xC2 where peek() == 0xA0: index += 2  // no-break space, which web pages put into examples
            case UInt8(ascii: "/") where peek() == UInt8(ascii: "/"):
                while index < bytes.count && byte != 0x0A && byte != 0x0D { index += 1 }
            case UInt8(ascii: "/") where peek() == UInt8(ascii: "*"):
                let start: Int = index
                index += 2
                while !(byte == UInt8(ascii: "*") && peek() == UInt8(ascii: "/")) {
                    if index >= bytes.count { throw fault("this comment has no end; expected '*/'", at: start) }
                    index += 1
                }
                index += 2
            default: return
            }
        }
    }

    private mutating func word() -> String {
        let start: Int = index
        while isWordByte(byte) { index += 1 }
        return text(from: start)
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || isDigit(byte) || byte == UInt8(ascii: "_")
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private mutating func digits() { while isDigit(byte) { index += 1 } }

    private mutating func number() -> Token.Kind {
        let start: Int = index
        digits()
        if byte == UInt8(ascii: "."), isDigit(peek()) {
            index += 1
            digits()
        }
        return .number(text(from: start))
    }

    private mutating func symbol() throws(FHIRPathError) -> Token.Kind {
        let start: Int = index
        let two: [String] = ["<=", ">=", "!=", "!~"]
        if index + 1 < bytes.count, bytes[index + 1] < 0x80, bytes[index] < 0x80 {
            let pair: String = String(decoding: bytes[index...(index + 1)], as: UTF8.self)
            if two.contains(pair) {
                index += 2
                return .symbol(pair)
            }
        }
        if "()[]{}.,+-*/|&=~<>%".utf8.contains(byte) {
            index += 1
            return .symbol(text(from: start))
        }
        let rest: String = String(decoding: bytes[start...].prefix(4), as: UTF8.self)
        throw fault("the character '\(rest.first.map(String.init) ?? "?")' has no place in FHIRPath", at: start)
    }

    /// What follows `@`: as much of a date, a date with time, or a time of day as stands there.
    private mutating func temporal() throws(FHIRPathError) -> Token.Kind {
        let at: Int = index
        index += 1
        if byte == UInt8(ascii: "T") {
            index += 1
            let start: Int = index
            clock()
            return .time(text(from: start))
        }
        let start: Int = index
        digits()
        for _ in 0..<2 where byte == UInt8(ascii: "-") && isDigit(peek()) {
            index += 1
            digits()
        }
        if start == index { throw fault("expected a date such as @2015-02-04 or a time such as @T14:30 after '@'", at: at) }
        guard byte == UInt8(ascii: "T") else { return .date(text(from: start)) }
        index += 1
        if isDigit(byte) {
            clock()
            if byte == UInt8(ascii: "Z") {
                index += 1
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), isDigit(peek()), isDigit(peek(2)),
                peek(3) == UInt8(ascii: ":")
            {
                index += 4
                digits()
            }
        }
        return .dateTime(text(from: start))
    }

    private mutating func clock() {
        digits()
        for _ in 0..<2 where byte == UInt8(ascii: ":") && isDigit(peek()) {
            index += 1
            digits()
        }
        if byte == UInt8(ascii: "."), isDigit(peek()) {
            index += 1
            digits()
        }
    }

    // MARK: Quoted text

    private mutating func quoted(_ quote: UInt8, _ what: String) throws(FHIRPathError) -> String {
        let start: Int = index
        index += 1
        var result: [UInt8] = []
        while byte != quote || index >= bytes.count {
            if index >= bytes.count { throw fault("this \(what) has no end", at: start) }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &result)
            } else {
                result.append(byte)
                index += 1
            }
        }
        index += 1
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func escape(into result: inout [UInt8]) throws(FHIRPathError) {
        let start: Int = index
        index += 2
        switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"):
            var unit: UInt32 = try hexadecimal(start)
            // A pair of surrogates is one character.
            if unit & 0xFC00 == 0xD800, byte == UInt8(ascii: "\\"), peek() == UInt8(ascii: "u") {
                index += 2
                let low: UInt32 = try hexadecimal(start)
                if low & 0xFC00 == 0xDC00 { unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF }
            }
            guard let scalar = Unicode.Scalar(unit) else { throw fault("\\u needs the number of a character", at: start) }
            result.append(contentsOf: String(Character(scalar)).utf8)
        case let other where "\\/'\"`".utf8.contains(other): result.append(other)
        case let other:
            // R4's own patterns write \s and \. with one backslash; such a pair stands for itself.
            result.append(UInt8(ascii: "\\"))
            if other != 0 { result.append(other) }
        }
    }

    private mutating func hexadecimal(_ start: Int) throws(FHIRPathError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits must follow \\u", at: start) }
        index += 4
        return value
    }
}
