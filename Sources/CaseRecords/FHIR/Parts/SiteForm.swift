import FHIRModels

extension Form where Value == CaseRecord.Site, View == CodeableConcept {
    /// A place in the body: its name as the concept; side, levels, relation and structures in a BodyStructure that the standard
    /// extension `bodySite` on the concept refers to.
    static var site: Self {
        let url = Canonical.standard("bodySite")
        let name = Form<CaseRecord.Concept, CodeableConcept>.concept
        let carriers: [Carrier<CaseRecord.Site, CodeableConcept>] = [.missing(\.missing), .raw(\.raw)]
        return Self(
            put: { site, writer in
                var view = site.name.map { name.put($0, &writer) } ?? CodeableConcept.empty()
                if site.hasStructure {
                    let reference = writer.attach("site") { BodyPart.resource(site, &$0).element }
                    view.append(Extension(url, holding: reference))
                }
                for carrier in carriers { carrier.put(site, &view, &writer) }
                return view
            },
            get: { view, reader in
                var site = CaseRecord.Site()
                site.name = name.get(view, &reader)
                if let link = view.extensions(url).first, let reference = link.part(Reference.self),
                    let structure = reader.claim(reference, as: BodyStructure.self)
                {
                    reader.take(link.url)
                    BodyPart.read(structure.view, &site, &reader)
                }
                for carrier in carriers { carrier.get(view, &site, &reader) }
                return site
            })
    }
}

extension CaseRecord.Site {
    /// It says more than a name; a place of which nothing at all is said has an empty structure.
    var hasStructure: Bool {
        side != nil || !levels.isEmpty || relation != nil || !structures.isEmpty || (name == nil && missing == nil)
    }
}

/// A place in the body as a resource.
enum BodyPart {
    static let profile = Canonical.structure("case-body-structure")

    private static let carriers: [Carrier<CaseRecord.Site, BodyStructure>] = [
        .first(\.side, \.locationQualifier, .code(of: Canonical.codeSystem("body-side"), also: snomed)),
        .exts(\.levels, Canonical.structure("vertebral-extent"), .extent),
        .ext(\.relation, Canonical.structure("spatial-relation"), Form<CaseRecord.Concept, CodeableConcept>.concept),
        .exts(\.structures, Canonical.structure("related-structure"), Form<CaseRecord.Concept, CodeableConcept>.concept),
        .derived(\.description) { $0.summary.map { FHIRString($0) } },
        .derived(\.location) { site in site.name.map { CodeableConcept(text: FHIRString($0.text)) } },
    ]

    /// The codes of the side that R4's own value set `bodystructure-relative-location` lists; it has none for the midline.
    private static let snomed: @Sendable (CaseRecord.Laterality) -> Coding? = { side in
        switch side {
        case .left: Coding(system: FHIRURI(Canonical.snomed), code: "419161000", display: "Unilateral left")
        case .right: Coding(system: FHIRURI(Canonical.snomed), code: "419465000", display: "Unilateral right")
        case .bilateral: Coding(system: FHIRURI(Canonical.snomed), code: "51440002", display: "Bilateral")
        case .midline: nil
        }
    }

    static func resource(_ site: CaseRecord.Site, _ writer: inout BundleWriter) -> BodyStructure {
        var view = BodyStructure(meta: Meta(profile: [FHIRCanonical(profile)]), patient: writer.subject)
        for carrier in carriers { carrier.put(site, &view, &writer) }
        return view
    }

    static func read(_ view: BodyStructure, _ site: inout CaseRecord.Site, _ reader: inout BundleReader) {
        reader.visit(profile, of: view)
        for carrier in carriers { carrier.get(view, &site, &reader) }
        Carrier<CaseRecord.Site, BodyStructure>.subject(\.patient).get(view, &site, &reader)
    }
}

extension CaseRecord.Site {
    /// The place in a line for people: `left paravertebral region, C4-C6, behind the articular process`.
    fileprivate var summary: String? {
        var parts: [String] = []
        let place = [side?.rawValue, name?.text].compactMap(\.self).joined(separator: " ")
        if !place.isEmpty { parts.append(place) }
        parts += levels.map(\.description)
        let around = ([relation?.text] + [structures.isEmpty ? nil : structures.map(\.text).joined(separator: ", ")])
        let relative = around.compactMap(\.self).joined(separator: " ")
        if !relative.isEmpty { parts.append(relative) }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension Form where Value == CaseRecord.VertebralExtent, View == Extension {
    /// A run of vertebrae: its ends as codes of ours.
    static var extent: Self {
        let vertebra = Form<CaseRecord.Vertebra, CodeableConcept>.code(of: Canonical.codeSystem("vertebra"))
        return Self(
            put: { extent, writer in
                var view = Extension.empty()
                view.append(Extension("upper", holding: vertebra.put(extent.upper, &writer)))
                view.append(Extension("lower", holding: vertebra.put(extent.lower, &writer)))
                return view
            },
            get: { view, reader in
                guard let upper = reader.values(view, "upper", vertebra, atMost: 1).first,
                    let lower = reader.values(view, "lower", vertebra, atMost: 1).first
                else { return nil }
                return CaseRecord.VertebralExtent(from: upper, to: lower)
            })
    }
}
