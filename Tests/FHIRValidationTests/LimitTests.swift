import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Limits of values, and what else a profile says of one")
struct LimitTests {
    private static let must: String = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.mustHaveValue"

    private static let library = Result {
        ResourceLibrary([
            try Definitions.profile(
                "weight", on: "Observation",
                #"{"path":"Observation.valueQuantity","minValueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"kg"},"maxValueQuantity":{"value":5,"system":"http://unitsofmeasure.org","code":"kg"}}"#
            ),
            try Definitions.profile("date", on: "Patient", #"{"path":"Patient.birthDate","minValueDate":"2000-01-01"}"#),
            try Definitions.profile(
                "age", on: "Patient",
                #"{"path":"Patient.birthDate","minValueDuration":{"value":100,"code":"a"},"maxValueDuration":{"value":1,"code":"d"}}"#
            ),
            try Definitions.profile(
                "value", on: "Patient",
                #"{"path":"Patient.active","extension":[{"url":"\#(must)","valueBoolean":true}],"min":1}"#),
        ])
    }

    private static let head: String = #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":"#
    private static let unit: String = #""system":"http://unitsofmeasure.org","#

    @Test(
        "by unit, by date, from now",
        arguments: [
            ("in grams, above", "weight", head + #"⟪CaseBridge_Quantity_Above_Maximum⟫{"value":5001,\#(unit)"code":"g"}}"#),
            ("in grams, within", "weight", head + #"{"value":4999,\#(unit)"code":"g"}}"#),
            ("in kilograms, below", "weight", head + #"⟪CaseBridge_Quantity_Below_Minimum⟫{"value":0.9,\#(unit)"code":"kg"}}"#),
            ("a day before", "date", #"{"resourceType":"Patient","birthDate":⟪CaseBridge_Date_Below_Minimum⟫"1999-12-31"}"#),
            ("the day itself", "date", #"{"resourceType":"Patient","birthDate":"2000-01-01"}"#),
            ("a year that may be either", "date", #"{"resourceType":"Patient","birthDate":"2000"}"#),
            (
                "more than a century ago", "age",
                #"{"resourceType":"Patient","birthDate":⟪CaseBridge_Quantity_Below_Minimum⟫"1850-01-01"}"#
            ),
            ("to come", "age", #"{"resourceType":"Patient","birthDate":⟪CaseBridge_Quantity_Above_Maximum⟫"2999-01-01"}"#),
            ("within a century", "age", #"{"resourceType":"Patient","birthDate":"2001-01-01"}"#),
            (
                "an extension is no value", "value",
                #"{"resourceType":"Patient","_active":⟪PRIMITIVE_MUSTHAVEVALUE_MESSAGE⟫{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}"#
            ),
        ])
    func limits(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, LimitTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }
}
