import FHIRCore

/// What FHIR's XML does not hold beside its elements: processing instructions other than style sheets, and the place of a schema
/// (FHIR R4, 2.6.1).
enum XMLSourceRule {
    static func validate(_ context: inout ValidationContext) {
        let root: NodeIndex = context.tree.rootIndex
        let start: Int = context.tree.offset(of: root)
        let seen: (instruction: Int?, schema: Int?, encoding: String?)? = context.tree.withSourceBytes {
            (instruction($0), schema($0, from: start), encoding($0, before: start))
        }
        if let name = seen?.encoding {
            let message: String = "the XML declaration names the encoding \(name); FHIR's is UTF-8"
            context.report(Finding(.error, .invalid, MessageID("xml_stated_encoding_invalid"), message), at: root, offset: 0)
        }
        if let offset = seen?.instruction {
            let message: String = "a processing instruction (<?…?>): FHIR has none but that of a style sheet; remove it"
            context.report(
                Finding(.error, .invalid, MessageID("CaseBridge_XML_Processing_Instruction"), message), at: root, offset: offset)
        }
        if let offset = seen?.schema {
            let message: String = "xsi:schemaLocation: a resource does not say where a schema lies; remove the attribute"
            context.report(
                Finding(.error, .invalid, MessageID("Schema_location_not_allowed"), message), at: root, offset: offset)
        }
    }

    /// Where the first processing instruction stands that is neither the declaration nor a style sheet.
    private static func instruction(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index: Int = 0
        while index + 4 < bytes.count {
            guard bytes[index] == 0x3C else {
                index += 1
                continue
            }
            if starts(bytes, index, "<!--") {
                index = end(bytes, index + 4, "-->")
            } else if starts(bytes, index, "<![CDATA[") {
                index = end(bytes, index + 9, "]]>")
            } else if starts(bytes, index, "<?") {
                if !starts(bytes, index, "<?xml ") && !starts(bytes, index, "<?xml-stylesheet") { return index }
                index = end(bytes, index + 2, "?>")
            } else {
                index += 1
            }
        }
        return nil
    }

    /// The encoding that the declaration names, if it is another than UTF-8.
    private static func encoding(_ bytes: UnsafeRawBufferPointer, before start: Int) -> String? {
        guard starts(bytes, 0, "<?xml") || starts(bytes, 3, "<?xml") else { return nil }
        let text = String(decoding: bytes[..<min(start, end(bytes, 0, "?>"), 200)], as: UTF8.self)
        guard let words = text.firstRange(of: "encoding") else { return nil }
        let value: Substring = text[words.upperBound...].drop { $0 == "=" || $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        let name: Substring = value.dropFirst().prefix { $0 != quote }
        return name.uppercased() == "UTF-8" || name.uppercased() == "UTF8" ? nil : String(name)
    }

    /// Where the attribute stands in the tag of the root.
    private static func schema(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index: Int = start
        while index < bytes.count, bytes[index] != 0x3E {
            if bytes[index] == 0x3A, starts(bytes, index, ":schemaLocation") { return index + 1 }
            index += 1
        }
        return nil
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ text: StaticString) -> Bool {
        if index + text.utf8CodeUnitCount > bytes.count { return false }
        return text.withUTF8Buffer { wanted in wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] } }
    }

    private static func end(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ text: StaticString) -> Int {
        var index: Int = index
        while index < bytes.count, !starts(bytes, index, text) { index += 1 }
        return index + text.utf8CodeUnitCount
    }
}
