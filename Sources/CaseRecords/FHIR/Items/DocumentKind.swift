import FHIRModels

extension Kinds {
    /// A source as a DocumentReference. Its particulars stand in our extension `bibliography`: an attachment is what may be taken away.
    static let document = Kind<CaseRecord.Document, DocumentReference>(
        "case-document", blank: { CaseRecord.Document(id: $0) },
        [
            .fixed(\.status, .current),
            .optional(\.kind, \.type, .concept),
            .subject(\.subject),
            .optional(\.title, \.description, .stated(.text)),
            .first(\.authors, \.author, .inside(\.display, .stated(.text))),
            .first(\.partOf, \.relatesTo, partOf),
            bibliography,
            .derivedMember(\.content) { document in
                let url = document.url.map { FHIRURL($0) }
                let title = document.title?.value ?? document.file ?? document.id.rawValue
                return DocumentReference.Content(attachment: Attachment(url: url, title: FHIRString(title)))
            },
        ])

    private static let partOf = Form<ItemID, DocumentReference.RelatesTo>.inside(
        \.target, .item(in: "DocumentReference.relatesTo.target"), fixed: [.fixed(\.code, .appends)])

    private static let bibliography = Carrier<CaseRecord.Document, DocumentReference>.parts(
        of: "bibliography",
        [
            .ext(\.published, "published", Form<CaseRecord.Stated<CaseRecord.PartialDate>, FHIRDateTime>.stated(.code)),
            .ext(\.submitted, "submitted", Form<CaseRecord.Stated<CaseRecord.PartialDate>, FHIRDateTime>.stated(.code)),
            .ext(\.accepted, "accepted", Form<CaseRecord.Stated<CaseRecord.PartialDate>, FHIRDateTime>.stated(.code)),
            .ext(\.journal, "journal", Form<String, FHIRString>.text),
            .ext(\.pages, "pages", Form<String, FHIRString>.text),
            .ext(\.institution, "institution", Form<String, FHIRString>.text),
            .ext(\.label, "label", Form<CaseRecord.Stated<String>, FHIRString>.stated(.text)),
            .ext(\.file, "file", Form<String, FHIRString>.text),
            .ext(\.url, "url", Form<String, FHIRString>.text),
        ])
}
