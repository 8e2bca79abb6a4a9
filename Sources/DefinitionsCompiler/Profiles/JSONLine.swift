import FHIRCore

/// A JSON document in one line, without white space, with a line feed at its end.
enum JSONLine {
    static func bytes(_ json: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(json, to: &bytes)
        bytes.append(0x0A)
        return bytes
    }

    private static func append(_ json: JSONValue, to bytes: inout [UInt8]) {
        switch json {
        case .object(let members):
            list(members, "{", "}", to: &bytes) { member, bytes in
                append(string: member.name, to: &bytes)
                bytes.append(0x3A)
                append(member.value, to: &bytes)
            }
        case .array(let items): list(items, "[", "]", to: &bytes, append)
        case .string(let text): append(string: text, to: &bytes)
        case .number(let text): bytes += Array(text.utf8)
        case .bool(let value): bytes += Array((value ? "true" : "false").utf8)
        case .null: bytes += Array("null".utf8)
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, to bytes: inout [UInt8], _ write: (Item, inout [UInt8]) -> Void
    ) {
        bytes += Array(open.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            write(item, &bytes)
        }
        bytes += Array(close.utf8)
    }

    private static func append(string: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in string.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x00..<0x20:
                let digits: [UInt8] = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
