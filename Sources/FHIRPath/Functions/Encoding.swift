extension FunctionTable {
    /// FHIRPath's later additions to strings: `encode`, `decode`, `escape`, `unescape`.
    static let encodings: [Function] = [
        coded("encode") { text, format in
            switch format {
            case "hex": String(decoding: text.utf8.flatMap { hexadecimal($0) }, as: UTF8.self)
            case "base64": base64(Array(text.utf8), isURL: false)
            case "urlbase64": base64(Array(text.utf8), isURL: true)
            default: nil
            }
        },
        coded("decode") { text, format in
            switch format {
            case "hex": bytes(hexadecimal: text).flatMap { String(validating: $0, as: UTF8.self) }
            case "base64", "urlbase64":
                bytes(base64: text, isURL: format == "urlbase64").flatMap { String(validating: $0, as: UTF8.self) }
            default: nil
            }
        },
        coded("escape") { text, format in
            switch format {
            case "html": String(text.flatMap { Array(htmlEscapes[$0] ?? String($0)) })
            case "json": escapedJSON(text)
            default: nil
            }
        },
        coded("unescape") { text, format in
            switch format {
            case "html": unescapedHTML(text)
            case "json": unescapedJSON(text)
            default: nil
            }
        },
    ]

    private static func coded(_ name: String, _ body: @escaping @Sendable (String, String) -> String?) -> Function {
        Function(name, 1...1, .string) { (call, scope, run) throws(FHIRPathError) in
            guard let text = try call.text(scope, &run), let format = try call.string(0, scope, &run) else { return Collection() }
            try run.spend(text.utf8.count / 16)
            return Collection(body(text, format).map { .string($0) })
        }
    }

    // MARK: Hexadecimal and base64 (RFC 4648)

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits: [UInt8] = Array(text.utf8)
        if digits.count % 2 != 0 { return nil }
        var result: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            let pair: String = String(decoding: digits[place...(place + 1)], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            result.append(byte)
        }
        return result
    }

    private static func alphabet(isURL: Bool) -> [UInt8] {
        Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (isURL ? "-_" : "+/")).utf8)
    }

    private static func base64(_ bytes: [UInt8], isURL: Bool) -> String {
        let letters: [UInt8] = alphabet(isURL: isURL)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group: ArraySlice<UInt8> = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - group.count))
            for letter in 0..<4 {
                let isPadding: Bool = letter > group.count
                result.append(isPadding ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * letter)) & 63])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func bytes(base64 text: String, isURL: Bool) -> [UInt8]? {
        let letters: [UInt8] = alphabet(isURL: isURL)
        var result: [UInt8] = []
        var (bits, count): (UInt32, Int) = (0, 0)
        for byte in text.utf8.prefix(while: { $0 != UInt8(ascii: "=") }) {
            guard let value = letters.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    // MARK: HTML and JSON

    private static let htmlEscapes: [Character: String] = [
        "<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;",
    ]

    private static func unescapedHTML(_ text: String) -> String {
        let named: [String: String] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"]
        var result: String = ""
        var rest: Substring = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";") else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            let name: String = String(rest[rest.index(after: rest.startIndex)..<end])
            guard let character = named[name] ?? numbered(name) else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result += character
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func numbered(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal: Bool = name.dropFirst().hasPrefix("x")
        let number: UInt32? = isHexadecimal ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
    }

    private static func escapedJSON(_ text: String) -> String {
        var result: String = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case let control where control.value < 0x20:
                result += "\\u00" + String(decoding: hexadecimal(UInt8(control.value)), as: UTF8.self)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func unescapedJSON(_ text: String) -> String? {
        let short: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t", "b": "\u{8}", "f": "\u{C}"]
        var units: [UInt16] = []
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar != "\\" {
                units.append(contentsOf: String(Character(scalar)).utf16)
                continue
            }
            guard let code = scalars.next() else { return nil }
            if code == "u" {
                var digits: String = ""
                for _ in 0..<4 { if let digit = scalars.next() { digits.unicodeScalars.append(digit) } }
                guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else { return nil }
                units.append(unit)
            } else {
                units.append(contentsOf: String(Character(short[code] ?? code)).utf16)
            }
        }
        return String(validating: units, as: UTF16.self)
    }
}
