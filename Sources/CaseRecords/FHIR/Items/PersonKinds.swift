import FHIRModels

extension Kinds {
    /// A relative or friend.
    static let relative = Kind<CaseRecord.Person, RelatedPerson>(
        "case-related-person", blank: Self.nobody,
        [
            .subject(\.patient),
            .first(\.relationship, \.relationship, .concept),
            .ext(\.profession, Canonical.structure("profession"), Form<CaseRecord.Concept, CodeableConcept>.concept),
        ])

    /// A clinician.
    static let clinician = Kind<CaseRecord.Person, Practitioner>(
        "case-practitioner", blank: Self.nobody,
        [.first(\.profession, \.qualification, .inside(\.code, .concept))])

    /// Both shapes of a person: who has a relation to the patient is a related person.
    static let people = [
        relative.shape(serves: { $0.relationship != nil }), clinician.shape(serves: { $0.relationship == nil }),
    ]

    private static let nobody: @Sendable (ItemID) -> CaseRecord.Person = { id in
        var person = CaseRecord.Person(id: id, profession: "")
        person.profession = nil
        return person
    }
}
