import FHIRCore
import FHIRValidation
import Testing

@Suite("What a differential says goes with the types of its elements")
struct ElementFitTests {
    private static let library = Result {
        ResourceLibrary([
            try ElementTree.read(
                json: Array(
                    #"{"resourceType":"StructureDefinition","url":"urn:plain","name":"X","status":"draft","kind":"complex-type","abstract":false,"type":"Extension","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension","derivation":"constraint","context":[{"type":"element","expression":"Patient"}],"differential":{"element":[{"id":"Extension","path":"Extension"},{"id":"Extension.url","path":"Extension.url","fixedUri":"urn:plain"}]}}"#
                        .utf8)
            ).root
        ])
    }

    private static func found(_ head: String, _ element: String) throws -> [String] {
        let text: String =
            #"{"resourceType":"StructureDefinition","url":"urn:x","name":"X","status":"draft","abstract":false,\#(head),"differential":{"element":[\#(element)]}}"#
        let outcome = try Validator(library: library.get()).validate(try ElementTree.read(json: Array(text.utf8)))
        return outcome.issues.filter { $0.severity >= .error }.map { "\($0.messageID)" }
    }

    private static func head(_ type: String) -> String {
        #""kind":"resource","type":"\#(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/\#(type)","derivation":"constraint""#
    }

    private static func element(_ path: String, _ rest: String) -> String { #"{"id":"\#(path)","path":"\#(path)",\#(rest)}"# }

    private static func invariant(_ path: String, _ expression: String) -> String {
        element(path, #""constraint":[{"key":"x-1","severity":"error","human":"x","expression":"\#(expression)"}]"#)
    }

    @Test(arguments: [
        ("a value of the type", "Patient", element("Patient.birthDate", #""fixedDate":"2020-01-01""#), []),
        ("of another type", "Patient", element("Patient.birthDate", #""fixedString":"x""#), ["SD_VALUE_TYPE_IILEGAL"]),
        ("one of a choice", "Observation", element("Observation.value[x]", #""patternString":"x""#), []),
        ("the length of what is no text", "Patient", element("Patient.name", #""maxLength":5"#), ["SD_ILLEGAL_CHARACTERISTICS"]),
        (
            "the least of what has no order", "Patient", element("Patient.active", #""minValueInteger":5"#),
            ["SD_ILLEGAL_CHARACTERISTICS"]
        ),
        ("the least of a date", "Patient", element("Patient.birthDate", #""minValueDate":"2000-01-01""#), []),
        (
            "codes of what has none", "Patient",
            element("Patient.birthDate", #""binding":{"strength":"required","valueSet":"urn:vs"}"#),
            ["SD_ILLEGAL_CHARACTERISTICS"]
        ),
        (
            "bound to a type", "Patient",
            element(
                "Patient.maritalStatus",
                #""binding":{"strength":"required","valueSet":"http://hl7.org/fhir/StructureDefinition/Patient"}"#),
            ["SD_ED_BIND_NOT_VS"]
        ),
        ("an invariant on what is there", "Patient", invariant("Patient.name", "family.exists() or $this.given.exists()"), []),
        ("on what is not", "Patient", invariant("Patient.name", "familyName.exists()"), ["ED_INVARIANT_EXPRESSION_ERROR"]),
        (
            "two things under one key", "Patient",
            invariant("Patient.name", "family.exists()") + "," + invariant("Patient.address", "city.exists()"),
            ["ED_INVARIANT_EXPRESSION_CONFLICT"]
        ),
        (
            "no modifier", "Patient",
            element("Patient.modifierExtension", #""type":[{"code":"Extension","profile":["urn:plain"]}]"#),
            ["SD_ED_TYPE_PROFILE_NOT_MODIFIER"]
        ),
        (
            "a target of the base", "Observation",
            element(
                "Observation.subject",
                #""type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]"#), []
        ),
        (
            "another target", "Observation",
            element(
                "Observation.subject",
                #""type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Medication"]}]"#),
            ["CaseBridge_Differential_Target"]
        ),
        (
            "slices of what does not repeat", "Patient",
            element("Patient.birthDate", #""slicing":{"discriminator":[{"type":"value","path":"$this"}],"rules":"open"}"#),
            ["ERROR_GENERATING_SNAPSHOT"]
        ),
    ])
    func elements(_ reason: String, _ type: String, _ element: String, _ ids: [String]) throws {
        let top: String = #"{"id":"\#(type)","path":"\#(type)"},"#
        #expect(try Self.found(Self.head(type), top + element) == ids, "\(reason)")
    }

    @Test(arguments: [
        ("no derivation", head("Patient").replacingDerivation(""), ["SD_MUST_HAVE_DERIVATION"]),
        (
            "another kind", head("Patient").replacing("\"resource\"", with: "\"complex-type\""),
            ["SD_CONSTRAINED_KIND_NO_MATCH"]
        ),
    ])
    func kinds(_ reason: String, _ head: String, _ ids: [String]) throws {
        #expect(try Self.found(head, #"{"id":"Patient","path":"Patient"}"#) == ids, "\(reason)")
    }
}

extension String {
    fileprivate func replacingDerivation(_ text: String) -> String { replacing(#","derivation":"constraint""#, with: text) }
}
