import FHIRModels

extension Kinds {
    /// A picture in a source. The picture itself is not here, so its content, which FHIR asks for, has the label alone.
    static let figure = Kind<CaseRecord.Figure, Media>(
        "case-figure", blank: { CaseRecord.Figure(id: $0, label: "", what: "media") },
        [
            .fixed(\.status, .completed),
            .requiredFirst(\.label, \.identifier, .inside(\.value, .text, fixed: [.fixed(\.system, figureSystem)])),
            .required(\.what, \.type, .concept),
            .subject(\.subject),
            .first(\.of, \.partOf, .item(in: "Media.partOf")),
            .exts(\.shows, Canonical.structure("shows"), Form<ItemID, Reference>.item),
            .exts(\.views, Canonical.structure("view"), Form<CaseRecord.Concept, CodeableConcept>.concept),
            .exts(\.magnifications, Canonical.structure("magnification"), Form<Int, FHIRInteger>.integer),
            .derived(\.content) { Attachment(title: FHIRString($0.label.isEmpty ? $0.id.rawValue : $0.label)) },
        ])

    private static let figureSystem = FHIRURI(Canonical.identifier("figure"))
}
