import FHIRCore
import FHIRModels

extension CaseSeries {
    /// The series as a FHIR R4 Bundle of type `collection` that conforms to our profile `series-bundle`: a Group, its sources, and
    /// an Observation about the Group for each figure that a source states.
    ///
    /// Its cases are in bundles of their own; the Group names them by the identifiers of their Patients. The same series gives
    /// the same bytes.
    /// - Throws: ``CaseBundleError/unsound(_:)`` where a name is malformed or occurs twice.
    public func bundle() throws(CaseBundleError) -> Bundle {
        let problems = nameProblems()
        guard problems.isEmpty else { throw .unsound(problems) }
        let group = CaseNames.group(of: id)
        let types = SeriesSections.all.flatMap { $0.types(self) }
        var writer = BundleWriter(
            namespace: CaseNames.namespace(series: id), subject: Reference(reference: FHIRString("urn:uuid:" + group)),
            types: types)
        writer.add(fullURL: "urn:uuid:" + group, SeriesGroup.group(self, id: group, &writer))
        for section in SeriesSections.all { section.put(self, &writer) }
        return Bundle(
            id: FHIRID(id.rawValue), meta: Meta(profile: [FHIRCanonical(SeriesGroup.bundleProfile)]),
            identifier: Identifier(system: FHIRURI(Frame.seriesSystem), value: FHIRString(id.rawValue)), type: .collection,
            entry: writer.entries)
    }

    /// Reads a series from a bundle and tells what it could not express.
    /// - Throws: ``CaseBundleError`` where the resource is no Bundle or has no Group.
    public static func read(bundle element: Element) throws(CaseBundleError) -> (series: CaseSeries, losses: [Loss]) {
        guard let bundle = Bundle(element) else { throw .noBundle(element.typeName ?? element.name) }
        var reader = BundleReader(bundle)
        guard let place = reader.entries.firstIndex(where: { $0.type == Group.typeName }) else { throw .noGroup }
        reader.subject = place
        var series = reader.reading(place) { entry, reader in
            SeriesGroup.read(Group(element: entry.resource), entry.name, &reader)
        }
        SeriesGroup.readFrame(bundle, series, &reader)
        for place in reader.entries.indices where !reader.claimed.contains(place) {
            _ = SeriesSections.all.contains { $0.get(place, &series, &reader) }
        }
        return (series, reader.unread(in: element))
    }

    private func nameProblems() -> [CaseRecord.Problem] {
        var names: Set<ItemID> = []
        var problems: [CaseRecord.Problem] = []
        for name in [id] + members + documents.map(\.id) + statistics.map(\.id) {
            if !name.isWellFormed { problems.append(.malformedName(name)) }
            if !names.insert(name).inserted { problems.append(.duplicateName(name)) }
        }
        return problems
    }
}

/// The lists of a series.
enum SeriesSections {
    /// All of them, in the order of the series' properties.
    static let all: [Section<CaseSeries>] = [
        Section(\.documents, [Kinds.document.shape()]),
        Section(\.statistics, [Kinds.statistic.shape(accepts: { RecordPart.of($0) == .statistic })]),
    ]
}

/// A series as the Group of its cases.
private enum SeriesGroup {
    static let bundleProfile = Canonical.structure("series-bundle")
    private static let profile = Canonical.structure("case-group")

    private static let carriers: [Carrier<CaseSeries, Group>] = [
        .fixed(\.type, .person),
        .fixed(\.actual, true),
        .optional(\.title, \.name, .text),
        .optional(\.size, \.quantity, .integer),
        .list(\.criteria, \.characteristic, criterion),
        .list(\.members, \.member, .inside(\.entity, member)),
        .note(\.note),
        .sources(\.sources),
    ]

    private static let criterion = Form<CaseRecord.Concept, Group.Characteristic>(
        put: { concept, writer in
            Group.Characteristic(
                code: criterionCode,
                value: .codeableConcept(Form<CaseRecord.Concept, CodeableConcept>.concept.put(concept, &writer)),
                exclude: false)
        },
        get: { view, reader in
            guard case .codeableConcept(let value) = view.value, view.exclude?.value == false else { return nil }
            if view.code == criterionCode { view.code.map { reader.visitAll($0.element) } }
            reader.take(view.exclude)
            return Form<CaseRecord.Concept, CodeableConcept>.concept.get(value, &reader)
        })

    private static let criterionCode = CodeableConcept(
        coding: [Coding(system: FHIRURI(Canonical.recordPart), code: "criterion")])

    /// A case, by the identifier of its Patient, who is in another bundle.
    private static let member = Form<ItemID, Reference>(
        put: { id, _ in
            Reference(
                type: FHIRURI(Patient.typeName),
                identifier: Identifier(system: FHIRURI(Frame.caseSystem), value: FHIRString(id.rawValue)))
        },
        get: { view, reader in
            guard view.identifier?.system?.text == Frame.caseSystem, let text = view.identifier?.value?.text else { return nil }
            if view.type?.text == Patient.typeName { reader.take(view.type) }
            view.identifier.map { reader.visitAll($0.element) }
            return ItemID(rawValue: text)
        })

    static func group(_ series: CaseSeries, id: String, _ writer: inout BundleWriter) -> Group {
        var view = Group(
            id: FHIRID(id), meta: Meta(profile: [FHIRCanonical(profile)]),
            identifier: [Identifier(system: FHIRURI(Frame.seriesSystem), value: FHIRString(series.id.rawValue))],
            type: .person, actual: true)
        for carrier in carriers { carrier.put(series, &view, &writer) }
        return view
    }

    static func read(_ view: Group, _ name: ItemID, _ reader: inout BundleReader) -> CaseSeries {
        let identifier = view.identifier.first { $0.system?.text == Frame.seriesSystem }
        let id = identifier?.value?.text.map { ItemID(rawValue: $0) }
        if let identifier, id?.isWellFormed == true { reader.visitAll(identifier.element) }
        var series = CaseSeries(id: id.flatMap { $0.isWellFormed ? $0 : nil } ?? name)
        reader.visit(profile, of: view)
        for carrier in carriers { carrier.get(view, &series, &reader) }
        return series
    }

    /// What the bundle itself repeats of the series.
    static func readFrame(_ bundle: Bundle, _ series: CaseSeries, _ reader: inout BundleReader) {
        reader.visit(bundleProfile, of: bundle)
        if bundle.type?.text == "collection" { reader.take(bundle.type) }
        if bundle.id?.text == series.id.rawValue { reader.take(bundle.id) }
        if let identifier = bundle.identifier, identifier.system?.text == Frame.seriesSystem,
            identifier.value?.text == series.id.rawValue
        {
            reader.visitAll(identifier.element)
        }
    }
}
