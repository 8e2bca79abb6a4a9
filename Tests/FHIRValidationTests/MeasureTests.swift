import FHIRCore
import FHIRValidation
import Testing

@Suite("Measures and their reports")
struct MeasureTests {
    private static let system: String = "http://terminology.hl7.org/CodeSystem/measure-population"

    private static func code(_ code: String) -> String { #""code":{"coding":[{"system":"\#(system)","code":"\#(code)"}]}"# }

    private static func population(_ name: String) -> String {
        #"{\#(code(name)),"criteria":{"language":"text/x","expression":"x"}}"#
    }

    /// What is found in a report of a measure of one group with the populations p and q.
    private static func found(_ scoring: String, _ type: String, _ group: String, groups: String? = nil) throws -> [String] {
        let measure: String = #"""
            {"resourceType":"Measure","url":"http://acme.test/m","status":"active",
            "scoring":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/measure-scoring","code":"\#(scoring)"}]},
            "group":[\#(groups ?? #"{"population":[\#(population("initial-population")),\#(population("numerator"))]}"#)]}
            """#
        let report: String = #"""
            {"resourceType":"MeasureReport","status":"complete","type":"\#(type)","measure":"http://acme.test/m",
            "period":{"start":"2020"},"group":[\#(group)]}
            """#
        let library = ResourceLibrary([try ElementTree.read(Array(measure.utf8)).root])
        let outcome: ValidationOutcome = try Validator(library: library).validate(try ElementTree.read(Array(report.utf8)))
        return outcome.diagnostics.filter { $0.severity >= .error }.map(\.messageID.rawValue).sorted()
    }

    private static func group(_ more: String, _ populations: String...) -> String {
        let list: String = populations.map { #"{\#(code($0)),"count":1}"# }.joined(separator: ",")
        return #"{\#(more.isEmpty ? "" : more + ",")"population":[\#(list)]}"#
    }

    @Test(
        "Reports of a group without a code",
        arguments: [
            ("all there", "cohort", "summary", group("", "initial-population", "numerator"), []),
            ("a population is missing", "cohort", "summary", group("", "numerator"), ["MEASURE_MR_GRP_MISSING_BY_CODE"]),
            (
                "what is collected has no groups (mrp-1), which may lack parts", "cohort", "data-collection",
                group("", "numerator"), ["http://hl7.org/fhir/StructureDefinition/MeasureReport#mrp-1"]
            ),
            (
                "a population that the measure does not have", "cohort", "summary",
                group("", "initial-population", "numerator", "denominator"), ["MEASURE_MR_GRP_POP_UNK_CODE"]
            ),
            (
                "a population twice", "cohort", "summary", group("", "initial-population", "numerator", "numerator"),
                ["MEASURE_MR_GRP_POP_DUPL_CODE"]
            ),
            (
                "a score of a cohort", "cohort", "summary",
                group(#""measureScore":{"value":1}"#, "initial-population", "numerator"), ["MEASURE_MR_SCORE_PROHIBITED_MS"]
            ),
            (
                "no score of a proportion", "proportion", "summary", group("", "initial-population", "numerator"),
                ["MEASURE_MR_SCORE_REQUIRED"]
            ),
            (
                "a proportion above 1", "proportion", "summary",
                group(#""measureScore":{"value":1.5}"#, "initial-population", "numerator"), ["MEASURE_MR_SCORE_VALUE_INVALID_01"]
            ),
            (
                "a proportion", "proportion", "summary",
                group(#""measureScore":{"value":0.5}"#, "initial-population", "numerator"), []
            ),
            (
                "a proportion with a unit", "proportion", "summary",
                group(#""measureScore":{"value":1,"unit":"x"}"#, "initial-population", "numerator"),
                ["MEASURE_MR_SCORE_UNIT_PROHIBITED"]
            ),
        ])
    func reports(_ reason: String, _ scoring: String, _ type: String, _ group: String, _ expected: [String]) throws {
        #expect(try Self.found(scoring, type, group) == expected, "\(reason)")
    }

    @Test("Only lists of subjects list subjects")
    func subjects() throws {
        let group: String =
            #"{"population":[{\#(Self.code("initial-population")),"count":1,"subjectResults":{"reference":"List/1"}},{\#(Self.code("numerator")),"count":1}]}"#
        #expect(try Self.found("cohort", "summary", group) == ["MEASURE_MR_GRP_POP_NO_SUBJECTS"])
        #expect(try Self.found("cohort", "subject-list", group) == [])
    }

    @Test("Several groups are told apart by their codes")
    func groups() throws {
        let groups: String = ["a", "b"].map { #"{"code":{"text":"\#($0)"},"population":[\#(Self.population("numerator"))]}"# }
            .joined(separator: ",")
        let one: String = Self.group(#""code":{"text":"a"}"#, "numerator")
        let other: String = Self.group(#""code":{"text":"b"}"#, "numerator")
        let bare: String = Self.group("", "numerator")
        #expect(try Self.found("cohort", "summary", one + "," + other, groups: groups) == [])
        #expect(try Self.found("cohort", "summary", one, groups: groups) == ["MEASURE_MR_GRP_MISSING_BY_CODE"])
        #expect(
            try Self.found("cohort", "summary", one + "," + bare, groups: groups)
                == ["MEASURE_MR_GRP_MISSING_BY_CODE", "MEASURE_MR_GRP_NO_CODE"])
    }

    @Test("CQL without a library")
    func library() throws {
        for (library, expected) in [("", true), (#""library":["http://acme.test/Library/1"],"#, false)] {
            let text: String = #"""
                {"resourceType":"Measure","status":"active",\#(library)"group":[{"population":[\#(Self.population("numerator"))],
                "stratifier":[{"criteria":{"language":"text/cql","expression":"x"}}]}]}
                """#
            let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(Array(text.utf8)))
            #expect(outcome.diagnostics.contains { $0.messageID.rawValue == "MEASURE_M_CRITERIA_CQL_NO_LIB" } == expected)
        }
    }
}
