import FHIRCore
import Testing

@testable import FHIRValidation

/// Every profile of a package becomes rules, and what cannot is told.
@Suite("Profiles of a package", .enabled(if: Shared.isThere, "needs ../shared/fhir/packages"))
struct PackageProfileTests {
    @Test("US Core 3.1.0: all become rules; one invariant is no FHIRPath, which is the profile's fault")
    func usCore() throws {
        var loader = LibraryLoader(packageFolder: "/nowhere")
        try loader.load(Shared.root + "/fhir/packages/hl7.fhir.us.core-3.1.0.tgz")
        let library: ResourceLibrary = try loader.library()
        let layout = ProfileLayout(schema: .r4, library: library)
        var faults: [String] = []
        var count: Int = 0
        for address in library.addresses where address.contains("/StructureDefinition/") {
            let definition: StructureDefinition = try #require(library.resource(address).flatMap(StructureDefinition.init))
            let profile: CompiledProfile = try #require(ProfileCompiler.compile(definition, part: nil, layout), "\(address)")
            #expect(!profile.rules.isEmpty, "\(address)")
            #expect(profile.notChecked.isEmpty, "\(address): \(profile.notChecked)")
            faults += profile.faults.map { "\(address) \($0)" }
            count += 1
        }
        #expect(count > 25)
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains("us-core-provenance Provenance.agent.onBehalfOf: the invariant provenance-1") == true)
    }
}
