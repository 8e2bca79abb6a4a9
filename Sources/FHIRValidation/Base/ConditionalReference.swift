import FHIRCore

/// References by search, as a transaction may have them: `Patient?identifier=x` (FHIR R4, 3.1.0.11.3 Conditional references).
enum ConditionalReference {
    /// What stands behind the question mark; nil if no type of resource stands before one.
    static func query(_ text: String, _ schema: Schema) -> Substring? {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")),
            schema.definition(named: String(text[..<mark]))?.kind == .resource
        else {
            return nil
        }
        return text[text.index(after: mark)...]
    }

    /// Each part has a name, an equals sign and a value, which may be empty.
    static func isWellFormed(_ query: Substring) -> Bool {
        query.split(separator: "&", omittingEmptySubsequences: false).allSatisfy { part in
            guard let equals = part.firstIndex(of: "=") else { return false }
            let name: Substring = part[..<equals]
            return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-:.".contains($0) }
        }
    }
}
