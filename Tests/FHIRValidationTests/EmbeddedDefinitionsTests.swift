import FHIRCore
import FHIRValidation
import FoundationEssentials
import Testing

@Suite("Embedded definitions")
struct EmbeddedDefinitionsTests {
    private static let root: String = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
        separator: "/")

    @Test("the files of Profiles/ are those in the binary")
    func ownProfiles() throws {
        let folder: String = EmbeddedDefinitionsTests.root + "/Profiles"
        var bytes = Data()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".json") {
            bytes += try Data(contentsOf: URL(filePath: folder + "/" + file))
        }
        let embedded = try Data(contentsOf: URL(filePath: EmbeddedDefinitionsTests.root + "/Sources/CDefinitions/profiles.json"))
        #expect(bytes == embedded, "profiles.json is stale: run `make profiles`")
    }

    @Test("every embedded profile can be used", arguments: ResourceLibrary.embedded.addresses)
    func compiles(_ address: String) throws {
        guard ResourceLibrary.embedded.resource(address)?.typeName == "StructureDefinition" else { return }
        #expect(throws: Never.self) { try Validator(profiles: [address]) }
    }

    @Test(
        "extensions of R4",
        arguments: [
            (
                "in its place",
                #"{"resourceType":"Patient","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"text":"x"}}]}"#
            ),
            (
                "of a wrong type",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Type⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueString":"x"}]}"#
            ),
            (
                "in a wrong place",
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"extension":[⟪Extension_EXTP_Context_Wrong⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"text":"x"}}]}"#
            ),
            (
                "on a part of a resource, in its place",
                #"{"resourceType":"Patient","birthDate":"2020-01-01","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2020-01-01T10:00:00Z"}]}}"#
            ),
            (
                "on another part",
                #"{"resourceType":"Patient","gender":"male","_gender":{"extension":[⟪Extension_EXTP_Context_Wrong⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2020-01-01T10:00:00Z"}]}}"#
            ),
            (
                "one that R4 does not have",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Unknown_NotHere⟫{"url":"http://hl7.org/fhir/StructureDefinition/no-such","valueString":"x"}]}"#
            ),
            (
                "a plain extension as a modifier",
                #"{"resourceType":"Patient","modifierExtension":[⟪Extension_EXT_Modifier_Y⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"text":"x"}}]}"#
            ),
            (
                "complex, its parts by name",
                #"{"resourceType":"Patient","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-nationality","extension":[⟪Extension_EXT_SubExtension_Invalid⟫{"url":"cdoe","valueString":"x"}]}]}"#
            ),
        ])
    func extensions(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(try Validator()) == marked.expected, "\(reason)")
    }
}
