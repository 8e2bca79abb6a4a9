import FHIRCore
import Testing

@testable import FHIRValidation

/// What is made of a profile's differential over its base must constrain the same as the snapshot that its publisher made.
@Suite("Snapshots", .enabled(if: Shared.isThere, "needs ../shared/fhir"))
struct SnapshotTests {
    private static func library(_ path: String) throws -> ResourceLibrary {
        var loader = LibraryLoader(packageFolder: "/nowhere")
        try loader.load(Shared.root + "/" + path)
        return try loader.library()
    }

    private static func text(_ types: [ElementConstraint.ConstrainedType]) -> Set<String> {
        Set(
            types.map { type in
                // Elements with elements of their own go by the name of their base, ids by FHIRPath's.
                let isPart: Bool = type.code.contains(".") || type.code == "BackboneElement" || type.code == "Element"
                let name: String = isPart ? "part" : ["System.String", "id", "string", "uri"].contains(type.code) ? "text" : type.code
                return "\(name) \(type.profiles.sorted()) \(type.targetProfiles.sorted())"
            })
    }

    /// How an element differs; empty if it says the same.
    private static func differences(_ published: ElementConstraint, _ made: ElementConstraint, isSlice: Bool) -> [String] {
        var found: [String] = []
        if published.min != made.min { found.append("min \(published.min ?? -1) \(made.min ?? -1)") }
        if published.max != made.max { found.append("max \(published.max ?? -1) \(made.max ?? -1)") }
        if !published.types.isEmpty, text(published.types) != text(made.types) {
            found.append("type \(text(published.types).sorted()) \(text(made.types).sorted())")
        }
        if published.fixed != made.fixed { found.append("fixed") }
        if published.pattern != made.pattern { found.append("pattern") }
        if published.maxLength != made.maxLength { found.append("maxLength") }
        if let one = published.binding, one.valueSet != made.binding?.valueSet || one.strength != made.binding?.strength {
            found.append("binding \(one.valueSet) \(made.binding?.valueSet ?? "-")")
        }
        let paths: (ElementConstraint) -> [String] = { $0.slicing?.discriminators.map { $0.type + " " + $0.path } ?? [] }
        if let one = made.slicing, !paths(made).isEmpty, paths(published) != paths(made) || published.slicing?.rules != one.rules {
            found.append("slicing \(paths(published)) \(paths(made))")
        }
        return found
    }

    private static func compare(_ library: ResourceLibrary, _ address: String) throws -> [String] {
        let layout = ProfileLayout(schema: .r4, library: library)
        guard let resource = library.resource(address), let definition = StructureDefinition(resource), definition.isConstraint,
            let type = layout.schema.definition(named: definition.type), let tree = layout.tree(definition)
        else { return [] }
        var found: [String] = []
        for element in definition.snapshot {
            guard let id = element.child(named: "id")?.value, id.contains(".") else { continue }
            let published = ElementConstraint(element)
            guard let made = EffectiveElement(id, in: tree, of: type) else {
                if published.max != 0 { found.append("\(id): not found") }
                continue
            }
            found += differences(published, made.constraint, isSlice: element.child(named: "sliceName") != nil).map { "\(id): \($0)" }
        }
        return found
    }

    @Test("of the profiles of US Core 3.1.0")
    func core() throws {
        let library: ResourceLibrary = try SnapshotTests.library("fhir/packages/hl7.fhir.us.core-3.1.0.tgz")
        var count: Int = 0
        for address in library.addresses where address.contains("/StructureDefinition/") {
            for one in try SnapshotTests.compare(library, address) {
                count += 1
                print("DIFF", String(address.split(separator: "/").last ?? ""), one)
            }
        }
        #expect(count == 0)
    }

    @Test("of the profiles of R4")
    func standard() throws {
        let library: ResourceLibrary = try SnapshotTests.library("fhir/r4/hl7.fhir.r4.core-4.0.1.tgz")
        var count: Int = 0
        for address in library.addresses where address.contains("/StructureDefinition/") {
            for one in try SnapshotTests.compare(library, address) {
                count += 1
                print("DIFF", String(address.split(separator: "/").last ?? ""), one)
            }
        }
        #expect(count == 0)
    }
}
