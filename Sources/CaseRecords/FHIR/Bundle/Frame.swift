import FHIRModels

/// What a record itself says, beside its items: its name, title and series.
enum Frame {
    static let bundleProfile = Canonical.structure("case-bundle")
    static let caseSystem = Canonical.identifier("case")
    static let seriesSystem = Canonical.identifier("series")
    private static let compositionProfile = Canonical.structure("case-composition")
    private static let groupProfile = Canonical.structure("case-group")

    // MARK: The title

    /// A Composition that gives the case its title. Who wrote it when, which FHIR asks for, the documents tell.
    static func composition(_ title: String, id: String, _ writer: inout BundleWriter) -> Composition {
        var view = Composition.empty()
        view.id = FHIRID(id)
        view.meta = Meta(profile: [FHIRCanonical(compositionProfile)])
        view.subject = writer.subject
        view.title = Form<String, FHIRString>.text.put(title, &writer)
        for (name, part) in fixedParts { view.element.setChildren(named: name, to: [part.element]) }
        return view
    }

    /// What FHIR asks for in a Composition and a record does not say.
    private static let fixedParts: [(String, any FHIRView)] = {
        let absent = Extension(Canonical.standard("data-absent-reason"), holding: FHIRCode("unknown"))
        var (date, author) = (FHIRDateTime.empty(), Reference.empty())
        date.append(absent)
        author.append(absent)
        let type = CodeableConcept(coding: [Coding(system: FHIRURI(Canonical.recordPart), code: "record")])
        return [("status", CompositionStatus.final), ("type", type), ("date", date), ("author", author)]
    }()

    // MARK: The series

    /// The Group of the series that the case belongs to, with this patient as the member that is known here.
    static func group(_ series: ItemID, id: String, _ patient: Reference) -> Group {
        Group(
            id: FHIRID(id), meta: Meta(profile: [FHIRCanonical(groupProfile)]),
            identifier: [Identifier(system: FHIRURI(seriesSystem), value: FHIRString(series.rawValue))],
            type: .person, actual: true, member: [Group.Member(entity: patient)])
    }

    // MARK: The way back

    /// The name of the case: from our identifier, else the bundle's id, else a plain word.
    static func caseID(_ bundle: Bundle, _ reader: inout BundleReader) -> ItemID {
        if bundle.type?.text == "collection" { reader.take(bundle.type) }
        reader.visit(bundleProfile, of: bundle)
        let identifier = bundle.identifier?.system?.text == caseSystem ? bundle.identifier : nil
        for text in [identifier?.value?.text, bundle.id?.text].compactMap(\.self) where ItemID(rawValue: text).isWellFormed {
            if identifier?.value?.text == text {
                reader.take(identifier?.system)
                reader.take(identifier?.value)
            }
            if bundle.id?.text == text { reader.take(bundle.id) }
            return ItemID(rawValue: text)
        }
        return "case"
    }

    /// Reads title and series.
    static func read(_ record: inout CaseRecord, _ reader: inout BundleReader) {
        for place in reader.entries.indices {
            let resource = reader.entries[place].resource
            if let composition = Composition(resource), record.title == nil {
                record.title = reader.reading(place) { title(composition, &$1) }
            } else if let group = Group(resource), record.series == nil, let series = seriesID(group) {
                record.series = series
                reader.reading(place) { read(group, &$1) }
            }
        }
    }

    private static func title(_ view: Composition, _ reader: inout BundleReader) -> String? {
        reader.visit(compositionProfile, of: view)
        for (name, part) in fixedParts {
            for found in view.element.children(named: name) where found == part.element { reader.visitAll(found) }
        }
        if let subject = view.subject, reader.place(of: subject) == reader.subject { reader.take(subject.reference) }
        return view.title.flatMap { Form<String, FHIRString>.text.get($0, &reader) }
    }

    private static func seriesID(_ group: Group) -> ItemID? {
        let value = group.identifier.first { $0.system?.text == seriesSystem }?.value?.text
        return value.map { ItemID(rawValue: $0) }.flatMap { $0.isWellFormed ? $0 : nil }
    }

    private static func read(_ group: Group, _ reader: inout BundleReader) {
        reader.visit(groupProfile, of: group)
        for identifier in group.identifier where identifier.system?.text == seriesSystem { reader.visitAll(identifier.element) }
        if group.type == GroupType.person { reader.take(group.type) }
        if group.actual?.value == true { reader.take(group.actual) }
        for member in group.member {
            if let entity = member.entity, reader.place(of: entity) == reader.subject { reader.take(entity.reference) }
        }
    }
}
