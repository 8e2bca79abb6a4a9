import YAML

/// Writes nodes as JSON (RFC 8259): two spaces a level, a scalar's text as it is, quoted where it is a string.
struct JSONText {
    private var bytes: [UInt8] = []
    private var depth = 0

    /// Appends a node. Plain scalars must be JSON's numbers or words, as `YAMLEncoder` makes them.
    mutating func write(_ node: Node) {
        switch node.content {
        case .scalar(let scalar):
            if scalar.kind == .string { string(scalar.text) } else { bytes += scalar.text.utf8 }
        case .sequence(let items):
            nested(items, "[", "]") { text, item in text.write(item) }
        case .mapping(let entries):
            nested(entries, "{", "}") { text, entry in
                text.string(entry.key)
                text.bytes += ": ".utf8
                text.write(entry.value)
            }
        }
    }

    /// The whole text, with a line break at its end.
    func finish() -> [UInt8] { bytes + [UInt8(ascii: "\n")] }

    private mutating func nested<Item>(
        _ items: [Item], _ open: String, _ close: String, _ write: (inout JSONText, Item) -> Void
    ) {
        bytes += open.utf8
        depth += 1
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            lineBreak()
            write(&self, item)
        }
        depth -= 1
        if !items.isEmpty { lineBreak() }
        bytes += close.utf8
    }

    private mutating func lineBreak() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += ("\\u00" + (digits.count == 1 ? "0" : "") + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
