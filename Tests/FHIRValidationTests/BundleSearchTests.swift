import FHIRCore
import FHIRValidation
import Testing

@Suite("Search results")
struct BundleSearchTests {
    private static let validator = Result { try Validator(options: .withoutAdvice) }
    private static let patient: String = #"{"resourceType":"Patient","id":"1"}"#
    private static let outcome: String =
        #"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"informational"}]}"#

    private static func entry(_ resource: String, _ mode: String?, _ mark: String = "") -> String {
        let search: String = mode.map { #","search":{"mode":"\#($0)"}"# } ?? ""
        let type: String = resource.contains("Outcome") ? "urn:x:1" : "http://a.b/Patient/1"
        return #"{"fullUrl":"\#(type)","resource":\#(mark)\#(resource)\#(search)}"#
    }

    @Test(arguments: [
        ("a match", "Patient?name=x", entry(patient, "match")),
        ("a match of another type", "Device?name=x", entry(patient, "match", "⟪BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE⟫")),
        ("included", "Device?name=x", entry(patient, "include")),
        ("one of the types", "?_type=Device,Patient", entry(patient, "match")),
        ("none of the types", "?_type=Device", entry(patient, "match", "⟪BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE⟫")),
        ("types that the link does not tell", "?name=x", entry(patient, "match")),
        ("an outcome", "Patient", entry(outcome, "outcome")),
        ("no outcome", "Patient", entry(patient, "outcome", "⟪BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME⟫")),
        ("no mode", "Device", entry(patient, nil)),
        (
            "no id", "Patient",
            #"{"fullUrl":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520","resource":⟪BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID⟫{"resourceType":"Patient"},"search":{"mode":"match"}}"#
        ),
    ])
    func results(_ reason: String, _ search: String, _ entry: String) throws {
        let marked = Marked(
            #"{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"http://a.b/\#(search)"}],"entry":[\#(entry)]}"#
        )
        #expect(try marked.found(Self.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }

    @Test("What is advice: a link to the search, modes at all entries")
    func advice() throws {
        let entries: String = [Self.entry(Self.patient, "match"), Self.entry(Self.outcome, nil)].joined(separator: ",")
        let marked = Marked(
            #"⟪BUNDLE_SEARCH_NOSELF⟫⟪BUNDLE_SEARCH_NO_MODE⟫{"resourceType":"Bundle","type":"searchset","entry":[\#(entries)]}"#)
        #expect(try marked.found(Self.validator.get()) == marked.expected)
    }
}
