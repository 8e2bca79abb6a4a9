import FHIRCore
import Testing

@testable import FHIRValidation

/// What is made of a profile's differential over its base must constrain the same as the snapshot that its publisher made.
@Suite("Snapshots", .enabled(if: Shared.isThere, "needs ../shared/fhir"))
struct SnapshotTests {
    @Test(
        "of published profiles",
        arguments: [("fhir/packages/hl7.fhir.us.core-3.1.0.tgz", 25), ("fhir/r4/hl7.fhir.r4.core-4.0.1.tgz", 400)])
    func published(package: String, atLeast: Int) throws {
        var loader = LibraryLoader(packageFolder: "/nowhere")
        try loader.load(Shared.root + "/" + package)
        let library: ResourceLibrary = try loader.library()
        var compared: Int = 0
        var found: [String] = []
        for address in library.addresses where address.contains("/StructureDefinition/") {
            guard let differences = compare(library, address) else { continue }
            compared += 1
            found += differences.map { "\(address) \($0)" }
        }
        #expect(compared > atLeast)
        #expect(found == [])
    }

    /// The differences of a profile, element by element; nil for what is no profile.
    private func compare(_ library: ResourceLibrary, _ address: String) -> [String]? {
        let layout = ProfileLayout(schema: .r4, library: library)
        guard let definition = library.resource(address).flatMap(StructureDefinition.init), definition.isConstraint,
            let type = layout.schema.definition(named: definition.type), let tree = layout.tree(definition)
        else { return nil }
        var published: [String: ElementConstraint] = [:]
        for element in definition.snapshot {
            if let id = element.child(named: "id")?.value { published[id] = ElementConstraint(element) }
        }
        var found: [String] = []
        for (id, constraint) in published.sorted(by: { $0.key < $1.key }) where id.contains(".") {
            guard let made = EffectiveElement(id, in: tree, of: type, layout) else {
                if constraint.max != 0 { found.append("\(id): not found") }
                continue
            }
            // What a differential says of all items holds for those in a slice too, though not every publisher repeats it there.
            let whole: ElementConstraint? = published[id.replacing(/:[^.]+/, with: "")]
            let differences: [String: String] = differences(constraint, made.constraint)
            let others: [String: String] = whole.map { self.differences($0, made.constraint) } ?? differences
            found += differences.filter { others[$0.key] != nil }.map { "\(id): \($0.key) \($0.value)" }.sorted()
        }
        return found
    }

    /// How an element differs, by what is said of it; empty if both say the same.
    private func differences(_ published: ElementConstraint, _ made: ElementConstraint) -> [String: String] {
        var found: [String: String] = [:]
        if published.min != made.min { found["min"] = "\(published.min ?? -1), made \(made.min ?? -1)" }
        if published.max != made.max { found["max"] = "\(published.max ?? -1), made \(made.max ?? -1)" }
        if !published.types.isEmpty, types(published) != types(made) {
            found["types"] = "\(types(published).sorted()), made \(types(made).sorted())"
        }
        if published.fixed != made.fixed { found["fixed"] = "value" }
        if published.pattern != made.pattern { found["pattern"] = "value" }
        if published.maxLength != made.maxLength { found["maximum"] = "length" }
        if let bound = published.binding, bound.valueSet != made.binding?.valueSet || bound.strength != made.binding?.strength {
            found["binding"] = "\(bound.valueSet ?? "none"), made \(made.binding?.valueSet ?? "none")"
        }
        if let slicing = made.slicing, !slicing.discriminators.isEmpty {
            let isSame: Bool = discriminators(published) == discriminators(made) && published.slicing?.rules == slicing.rules
            if !isSame { found["slicing"] = "\(discriminators(published)), made \(discriminators(made))" }
        }
        let keys: Set<String> = Set(published.invariants.map(\.key))
        for invariant in made.invariants where !keys.contains(invariant.key) { found["invariant"] = invariant.key }
        return found
    }

    private func discriminators(_ constraint: ElementConstraint) -> [String] {
        constraint.slicing?.discriminators.map { $0.type + " " + $0.path } ?? []
    }

    /// Elements with elements of their own go by the name of their base, ids and urls by FHIRPath's.
    private func types(_ constraint: ElementConstraint) -> Set<String> {
        Set(
            constraint.types.map { type in
                let isText: Bool = ["System.String", "id", "string", "uri"].contains(type.code)
                let isPart: Bool = type.code.contains(".") || type.code == "BackboneElement" || type.code == "Element"
                let name: String = isText ? "text" : isPart ? "part" : type.code
                return "\(name) \(type.profiles.sorted()) \(type.targetProfiles.sorted())"
            })
    }
}
