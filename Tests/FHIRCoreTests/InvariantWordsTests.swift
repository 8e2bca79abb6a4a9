import FHIRCore
import Testing

@Suite("Invariants in words") struct InvariantWordsTests {
    @Test func everyInvariantOfR4SaysWhatItAsksFor() {
        let schema: Schema = .r4
        var count: Int = 0
        for type in schema.allTypes {
            let elements: [SchemaElement] = schema.elementRows(of: type.index).map { schema.elementDefinition(row: $0) }
            for invariant in type.invariants + elements.flatMap(\.invariants) {
                count += 1
                #expect(invariant.words?.isEmpty == false, "\(type.name): \(invariant.key)")
            }
        }
        #expect(count > 238)
    }

    @Test(arguments: [
        ("inv-1", "http://hl7.org/fhir/StructureDefinition/Task", true, "several types have the key; one's own"),
        ("vs-2", "http://hl7.org/fhir/StructureDefinition/vitalsigns", true, "a profile of R4"),
        ("dom-6", "http://example.org/StructureDefinition/other", false, "another author's key"),
        ("dom", "http://hl7.org/fhir/StructureDefinition/DomainResource", false, "the start of a key"),
        ("dom-6", nil, false, "nobody's"),
    ]) func onlyR4sOwnAreKnown(row: (key: String, source: String?, isKnown: Bool, reason: String)) {
        #expect((Invariant.words(row.key, source: row.source) != nil) == row.isKnown, "\(row.reason)")
    }
}
