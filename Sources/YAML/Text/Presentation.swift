/// How a scalar is spelled.
enum Presentation: Equatable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// `|`: line by line.
    case literal
    /// `>`: one long line, broken at its spaces.
    case folded

    /// The most readable spelling from which exactly the same string is read again.
    ///
    /// Blocks are taken only where nothing depends on how a reader treats blanks at the ends of lines or odd line breaks.
    init(ofString text: String, lineWidth: Int) {
        let form = Form(text)
        if form.hasUnprintable {
            self = .doubleQuoted
        } else if form.hasLineBreak {
            self = form.isCleanBlock ? .literal : .doubleQuoted
        } else if text.unicodeScalars.count > lineWidth, form.isCleanLine {
            self = .folded
        } else if form.isCleanLine, !form.hasIndicator, !Self.looksLikeNoString(text) {
            self = .plain
        } else {
            self = form.hasDoubleQuoteOrBackslash ? .singleQuoted : .doubleQuoted
        }
    }

    /// Whether some reader, of YAML 1.1 say, takes the plain text for a number, a boolean or null.
    private static func looksLikeNoString(_ text: String) -> Bool {
        if CoreSchema.kind(ofPlain: text) != .string { return true }
        if text.utf8.count <= 5 {
            let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<"]
            if words.contains(text.lowercased()) { return true }
        }
        // 1_000, 12:30 (base 60), 0b101, +.5e3 and the like
        let isSigned = text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
        let unsigned = text.utf8.dropFirst(isSigned ? 1 : 0)
        guard let first = unsigned.first, CoreSchema.isDecimal(first) || first == UInt8(ascii: ".") else { return false }
        let digits = unsigned.filter { $0 != UInt8(ascii: "_") }
        if digits.starts(with: "0b".utf8) || digits.starts(with: "0x".utf8) { return true }
        return digits.allSatisfy { CoreSchema.isDecimal($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
            || CoreSchema.kind(ofPlain: String(decoding: digits, as: UTF8.self)) != .string
    }
}

/// What in a text decides how it can be spelled.
private struct Form {
    private(set) var hasUnprintable = false
    private(set) var hasLineBreak = false
    private(set) var hasDoubleQuoteOrBackslash = false
    /// Whether something in it would make a plain scalar end, or be something else, there.
    private(set) var hasIndicator = false
    /// A line without blanks at its ends, without two spaces together and without tabs.
    private(set) var isCleanLine = true
    /// Lines of which none ends in a blank, the first is indented by nothing, and at most one line break stands at the end.
    private(set) var isCleanBlock = true

    init(_ text: String) {
        let newline: Unicode.Scalar = "\n"
        var previous = newline
        for scalar in text.unicodeScalars {
            switch scalar {
            case newline:
                hasLineBreak = true
                if previous == " " || previous == "\t" { isCleanBlock = false }
            case "\t", " ":
                if scalar == "\t" || previous == " " { isCleanLine = false }
            case "\"", "\\": hasDoubleQuoteOrBackslash = true
            case "#": if previous == " " { hasIndicator = true }
            default: if !Self.isPrintable(scalar) { hasUnprintable = true }
            }
            if previous == ":", scalar == " " { hasIndicator = true }
            previous = scalar
        }
        let first = text.unicodeScalars.first ?? " "
        if first == " " || previous == " " { isCleanLine = false }
        if first == " " || first == "\t" || first == newline || previous == " " || previous == "\t" || text.hasSuffix("\n\n") {
            isCleanBlock = false
        }
        if previous == ":" || "-?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) || text.hasPrefix("...") {
            hasIndicator = true
        }
    }

    /// Whether a reader gives the character back as it is: no control, no odd line break, no byte order mark.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0x10000...: false
        default: true
        }
    }
}
