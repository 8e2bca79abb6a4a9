import CLibXML2

/// The named entities of HTML 4 (`&nbsp;`), which XML without a DTD does not know: FHIR wants the characters themselves in narrative
/// (R4, 2.4.0), and a reader takes both.
enum HTMLEntities {
    /// The text with every named entity but XML's own five as the character it stands for.
    static func resolved(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index: Int = 0
        while index < text.count {
            let byte: UInt8 = text[index]
            if byte == 0x26, let end = text[index...].prefix(12).firstIndex(of: 0x3B),
                let scalar = character(text[(index + 1)..<end])
            {
                appendUTF8(scalar, to: &result)
                index = end + 1
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    /// The names of the entities in a text that are none of XML's own five, each once, in order.
    static func names(in text: UnsafeBufferPointer<UInt8>) -> [String] {
        var result: [String] = []
        var index: Int = 0
        while index < text.count {
            if text[index] == 0x26, let end = text[index...].prefix(12).firstIndex(of: 0x3B),
                character(text[(index + 1)..<end]) != nil
            {
                let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
                if !result.contains(name) { result.append(name) }
            }
            index += 1
        }
        return result
    }

    private static func character(_ name: some Collection<UInt8>) -> UInt32? {
        let own: [String] = ["amp", "lt", "gt", "quot", "apos"]
        let text: String = String(decoding: name, as: UTF8.self)
        if text.isEmpty || own.contains(text) { return nil }
        return htmlEntityLookup(text).map { $0.pointee.value }
    }
}
