/// Guesses the unit that somebody meant who wrote something else: `mmHg`, `MG/DL`, `µg`, `g/12h`.
///
/// Works on what a reader will look at, so it is free to try many readings; it is called for errors only.
enum UnitSuggestion {
    /// A valid expression near to the one given, or nil.
    static func forCode(_ code: String, _ error: UnitSyntaxError) -> String? {
        var text: String = plain(code)
        // `m s` without its space is a unit, but another one.
        if error.problem == .unexpectedCharacter, joinsWords(code), firstError(text) == nil { return nil }
        for _ in 0..<8 {
            guard let error: UnitSyntaxError = firstError(text) else { return text.isEmpty ? nil : text }
            guard let better: String = repaired(text, error) else { return nil }
            text = better
        }
        return nil
    }

    /// Whether the text is a unit expression.
    static func isValid(_ code: String) -> Bool { firstError(code) == nil }

    private static func firstError(_ code: String) -> UnitSyntaxError? {
        var code: String = code
        return code.withUTF8 { bytes in
            var parser: UnitParser<UnitTable, NoBuilder> =
                UnitParser(bytes, symbols: UnitTable.embedded, builder: NoBuilder())
            do throws(UnitSyntaxError) {
                try parser.parse()
                return nil
            } catch {
                return error
            }
        }
    }

    private static func repaired(_ code: String, _ error: UnitSyntaxError) -> String? {
        var bytes: [UInt8] = Array(code.utf8)
        switch error.problem {
        case .unknownUnit, .prefixNotAllowed:
            let range: Range<Int> = error.offset..<error.offset + error.length
            guard let symbol: String = SymbolGuess.symbol(for: String(decoding: bytes[range], as: UTF8.self)) else { return nil }
            bytes.replaceSubrange(range, with: symbol.utf8)
        case .missingOperator where bytes[error.offset] != UInt8(ascii: "("):
            insertProduct(&bytes, at: error.offset)
        case .unbalancedParenthesis where bytes[error.offset] == UInt8(ascii: "("):
            bytes.append(UInt8(ascii: ")"))
        default:
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `12h` becomes `12.h`; under a division the two stay together: `g/12h` becomes `g/(12.h)`.
    private static func insertProduct(_ bytes: inout [UInt8], at offset: Int) {
        var start: Int = offset
        while start > 0, bytes[start - 1] &- UInt8(ascii: "0") < 10 { start -= 1 }
        bytes.insert(UInt8(ascii: "."), at: offset)
        guard start > 0, start < offset, bytes[start - 1] == UInt8(ascii: "/") else { return }
        let end: Int =
            bytes[(offset + 1)...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")") }
            ?? bytes.count
        bytes.insert(UInt8(ascii: ")"), at: end)
        bytes.insert(UInt8(ascii: "("), at: start)
    }

    /// Whether a space stands between two letters or digits.
    private static func joinsWords(_ code: String) -> Bool {
        let bytes: [UInt8] = Array(code.utf8)
        return bytes.indices.dropFirst().dropLast().contains { index in
            bytes[index] == UInt8(ascii: " ") && isWord(bytes[index - 1]) && isWord(bytes[index + 1])
        }
    }

    private static func isInAnnotation(_ text: String) -> Bool {
        text.last { $0 == "{" || $0 == "}" } == "{"
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// The expression with the signs of print in the letters of UCUM, and without spaces but in annotations.
    private static func plain(_ code: String) -> String {
        var text: String = ""
        var scalars: Substring.UnicodeScalarView = Substring(code).unicodeScalars
        while let scalar: Unicode.Scalar = scalars.popFirst() {
            switch scalar {
            case "µ", "μ": text += "u"
            case "°" where scalars.first == "C": (text, scalars) = (text + "Cel", scalars.dropFirst())
            case "°" where scalars.first == "F": (text, scalars) = (text + "[degF]", scalars.dropFirst())
            case "°": text += "deg"
            case "\u{3A9}", "\u{2126}": text += "Ohm"
            case "\u{C5}", "\u{212B}": text += "Ao"
            case "¹": text += "1"
            case "²": text += "2"
            case "³": text += "3"
            case "⁻", "−": text += "-"
            case "·", "⋅", "×": text += "."
            case "^" where !text.hasSuffix("10"): continue
            case "*" where !text.hasSuffix("10"): text += "."
            case " " where !isInAnnotation(text): continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
