import CDefinitions

extension Invariant {
    /// What it asks for in a few words; nil for an invariant that is none of FHIR R4's own.
    public var words: String? { Invariant.words(key, source: source) }

    /// What the invariant with the key asks for, if FHIR R4's own definitions state it.
    /// - Parameter source: canonical of the definition that states it.
    package static func words(_ key: String, source: String?) -> String? {
        let root: String = "http://hl7.org/fhir/StructureDefinition/"
        guard let source, source.hasPrefix(root) else { return nil }
        let lines = SortedLines(cb_invariants())
        // Several types have an invariant of the same key: theirs stand with the type.
        for var name in ["\(key)@\(source.dropFirst(root.count))", key] {
            let words: String? = name.withUTF8 { name in
                lines.rest(kind: "", name, foldingCase: false).map { String(decoding: $0, as: UTF8.self) }
            }
            if let words { return words }
        }
        return nil
    }
}
