extension JSONValue {
    /// The value as compact JSON text in UTF-8: members in their order, numbers by their text.
    public var bytes: [UInt8] {
        var output = ByteBuffer(capacity: 256)
        write(to: &output)
        return output.array
    }

    private func write(to output: inout ByteBuffer) {
        switch self {
        case .null: output.append("null")
        case .bool(let value): output.append(value ? "true" as StaticString : "false")
        case .number(let text): output.append(Array(text.utf8))
        case .string(let text): Self.write(text, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout ByteBuffer) {
        var text: String = text
        text.withUTF8 { appendJSONString($0, to: &output) }
    }
}
