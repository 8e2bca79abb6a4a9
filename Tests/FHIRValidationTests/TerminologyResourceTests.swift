import FHIRCore
import FHIRValidation
import Testing

@Suite("Terminology resources as input")
struct TerminologyResourceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: String
        let text: String
        /// Message ids of the errors with their paths.
        let errors: [String]

        init(_ reason: String, _ errors: [String], _ text: String) {
            self.reason = reason
            self.errors = errors
            self.text = text
        }

        var testDescription: String { reason }
    }

    private static let library = ResourceLibrary(
        [
            #"{"resourceType":"CodeSystem","url":"http://x.org/colours","status":"active","content":"complete","property":[{"code":"warm","type":"boolean"},{"code":"like","type":"Coding"}],"concept":[{"code":"red"},{"code":"blue"}]}"#,
            #"{"resourceType":"CodeSystem","url":"http://x.org/more","status":"active","content":"supplement","supplements":"http://x.org/colours"}"#,
            #"{"resourceType":"CodeSystem","url":"http://x.org/shapes","status":"active","content":"complete","filter":[{"code":"round","operator":["="],"value":"x"}],"property":[{"code":"round","type":"boolean"}],"concept":[{"code":"ball"}]}"#,
            #"{"resourceType":"ValueSet","url":"http://x.org/set","status":"active","compose":{"include":[{"system":"http://x.org/colours"}]}}"#,
        ].compactMap { try? ElementTree.read(json: Array($0.utf8)).root })

    private static func codeSystem(_ rest: String) -> String {
        #"{"resourceType":"CodeSystem","url":"http://x.org/cs","status":"active","# + rest + "}"
    }

    private static func valueSet(_ include: String) -> String {
        #"{"resourceType":"ValueSet","url":"http://x.org/vs","status":"active","compose":{"include":[\#(include)]}}"#
    }

    private static func found(_ text: String, _ options: ValidationOptions = ValidationOptions()) throws -> [String] {
        let validator = try Validator(library: library, options: options)
        return validator.validate(try ElementTree.read(json: Array(text.utf8))).issues.filter { $0.severity >= .error }
            .map { "\($0.messageID) \($0.path)" }
    }

    @Test(
        "the value set of all codes",
        arguments: [
            ("all", "", #"{"system":"http://x.org/cs"}"#),
            ("another system", "CodeSystem_CS_VS_WrongSystem", #"{"system":"http://x.org/colours"}"#),
            ("some", "CodeSystem_CS_VS_IncludeDetails", #"{"system":"http://x.org/cs","concept":[{"code":"a"}]}"#),
            ("more", "CodeSystem_CS_VS_Invalid", #"{"system":"http://x.org/cs"},{"system":"http://x.org/colours"}"#),
        ])
    func allCodes(_ reason: String, _ id: String, _ includes: String) throws {
        let set: String =
            #"{"resourceType":"ValueSet","url":"http://x.org/all","status":"active","compose":{"include":[\#(includes)]}}"#
        let library = ResourceLibrary([try ElementTree.read(json: Array(set.utf8)).root])
        let text: String = Self.codeSystem(#""content":"complete","valueSet":"http://x.org/all","concept":[{"code":"a"}]"#)
        let issues = try Validator(library: library).validate(try ElementTree.read(json: Array(text.utf8))).issues
        #expect(issues.filter { $0.severity >= .error }.map { "\($0.messageID)" } == (id.isEmpty ? [] : [id]), "\(reason)")
    }

    @Test(
        "includes and filters",
        arguments: [
            Case(
                "a version behind the system", ["VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1 ValueSet.compose.include[0]"],
                valueSet(#"{"system":"http://x.org/colours|1"}"#)),
            Case(
                "an operation that the code system does not have",
                ["VALUESET_BAD_FILTER_OP ValueSet.compose.include[0].filter[0]"],
                valueSet(#"{"system":"http://x.org/shapes","filter":[{"property":"round","op":"regex","value":"x"}]}"#)),
            Case(
                "one that it has", [],
                valueSet(#"{"system":"http://x.org/shapes","filter":[{"property":"round","op":"=","value":"true"}]}"#)),
            Case(
                "text of codes", ["VALUESET_BAD_PROPERTY_NO_REGEX ValueSet.compose.include[0].filter[0]"],
                valueSet(#"{"system":"http://x.org/colours","filter":[{"property":"concept","op":"regex","value":"r.*"}]}"#)),
        ])
    func includes(_ one: Case) throws {
        #expect(try Self.found(one.text) == one.errors)
    }

    @Test(
        "code systems",
        arguments: [
            Case("count of a complete one", [], codeSystem(#""content":"complete","count":1,"concept":[{"code":"a"}]"#)),
            Case(
                "count of nested concepts too", ["CODESYSTEM_CS_COUNT_COMPLETE_WRONG CodeSystem.count"],
                codeSystem(#""content":"complete","count":1,"concept":[{"code":"a","concept":[{"code":"b"}]}]"#)),
            Case(
                "not present, yet there", ["CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED CodeSystem.concept[0]"],
                codeSystem(#""content":"not-present","concept":[{"code":"a"}]"#)),
            Case(
                "a supplement says that it is one", ["CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG CodeSystem.content"],
                codeSystem(#""content":"complete","supplements":"http://x.org/colours","concept":[{"code":"red"}]"#)),
            Case(
                "a supplement has no codes of its own", ["CODESYSTEM_CS_SUPP_INVALID_CODE CodeSystem.concept[0]"],
                codeSystem(#""content":"supplement","supplements":"http://x.org/colours","concept":[{"code":"green"}]"#)),
            Case(
                "the type of a standard property", ["CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH CodeSystem.property[0]"],
                codeSystem(
                    #""content":"complete","property":[{"code":"notSelectable","uri":"http://hl7.org/fhir/concept-properties#notSelectable","type":"code"}]"#
                )),
            Case(
                "a property that HL7 does not have", ["CODESYSTEM_PROPERTY_BAD_HL7_URI CodeSystem.property[0]"],
                codeSystem(
                    #""content":"complete","property":[{"code":"order","uri":"http://hl7.org/fhir/concept-properties#order","type":"integer"}]"#
                )),
            Case(
                "two properties of one code", ["CODESYSTEM_PROPERTY_DUPLICATE_CODE CodeSystem.property[1]"],
                codeSystem(#""content":"complete","property":[{"code":"a","type":"code"},{"code":"a","type":"code"}]"#)),
            Case(
                "a value of another type", ["CODESYSTEM_PROPERTY_WRONG_TYPE CodeSystem.concept[0].property[0]"],
                codeSystem(
                    #""content":"complete","property":[{"code":"a","type":"integer"}],"concept":[{"code":"x","property":[{"code":"a","valueString":"1"}]}]"#
                )),
        ])
    func codeSystems(_ one: Case) throws { #expect(try TerminologyResourceTests.found(one.text) == one.errors) }

    @Test(
        "value sets",
        arguments: [
            Case("all of a system", [], valueSet(#"{"system":"http://x.org/colours"}"#)),
            Case(
                "a relative system", ["VALUESET_INCLUDE_SYSTEM_ABSOLUTE ValueSet.compose.include[0]"],
                valueSet(#"{"system":"colours"}"#)),
            Case(
                "a contained system", ["VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG ValueSet.compose.include[0]"],
                valueSet(##"{"system":"#colours"}"##)),
            Case(
                "a value set as system", ["VALUESET_INCLUDE_WRONG_VS ValueSet.compose.include[0]"],
                valueSet(#"{"system":"http://x.org/set"}"#)),
            Case(
                "a supplement as system", ["VALUESET_INCLUDE_CS_SUPPLEMENT ValueSet.compose.include[0]"],
                valueSet(#"{"system":"http://x.org/more"}"#)),
            Case(
                "a boolean property", ["VALUESET_BAD_FILTER_VALUE_BOOLEAN ValueSet.compose.include[0].filter[0]"],
                valueSet(#"{"system":"http://x.org/colours","filter":[{"property":"warm","op":"=","value":"1"}]}"#)),
            Case(
                "a coded property without its system", ["VALUESET_BAD_FILTER_VALUE_CODED ValueSet.compose.include[0].filter[0]"],
                valueSet(#"{"system":"http://x.org/colours","filter":[{"property":"like","op":"=","value":"red"}]}"#)),
            Case(
                "a coded property with a code that is none",
                ["VALUESET_BAD_FILTER_VALUE_CODED_INVALID ValueSet.compose.include[0].filter[0]"],
                valueSet(
                    #"{"system":"http://x.org/colours","filter":[{"property":"like","op":"=","value":"http://x.org/colours#pink"}]}"#
                )
            ),
            Case(
                "a concept that is none", ["VALUESET_BAD_FILTER_VALUE_VALID_CODE ValueSet.compose.include[0].filter[0]"],
                valueSet(#"{"system":"http://x.org/colours","filter":[{"property":"concept","op":"is-a","value":"pink"}]}"#)),
        ])
    func valueSets(_ one: Case) throws { #expect(try TerminologyResourceTests.found(one.text) == one.errors) }

    @Test(
        "codings",
        arguments: [
            (#"{"system":"http://x.org/colours","code":"red"}"#, [], "a code"),
            (
                #"{"system":"http://x.org/set","code":"red"}"#, ["Terminology_TX_System_ValueSet2 Basic.code.coding[0].system"],
                "a set"
            ),
            (
                #"{"system":"http://x.org/more","code":"red"}"#, ["CODESYSTEM_CS_NO_SUPPLEMENT Basic.code.coding[0].system"],
                "supplement"
            ),
            (#"{"system":"colours","code":"red"}"#, ["Terminology_TX_System_Relative Basic.code.coding[0].system"], "relative"),
            (
                #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"NNFIN"}"#, [],
                "a code of a template, with a country in it"
            ),
            (
                #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Something else"}"#,
                ["Display_Name_for__should_be_one_of__instead_of Basic.code.coding[0].display"], "a display of something else"
            ),
            (
                #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"medical Record number"}"#, [],
                "case"
            ),
        ])
    func codings(coding: String, errors: [String], reason: String) throws {
        let text: String = #"{"resourceType":"Basic","code":{"coding":[\#(coding)]}}"#
        #expect(try TerminologyResourceTests.found(text) == errors, "\(reason)")
    }

    @Test("identifiers that are addresses")
    func identifiers() throws {
        let text: String =
            #"{"resourceType":"Basic","identifier":[{"system":"urn:ietf:rfc:3986","value":"1.2.3"},{"system":"urn:ietf:rfc:3986","value":"urn:oid:1.2.3"}],"code":{"text":"x"}}"#
        let expected: [String] = ["TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE Basic.identifier[0]"]
        #expect(try TerminologyResourceTests.found(text) == expected)
    }

    @Test("what is published has what the shareable profiles ask")
    func publication() throws {
        var options = ValidationOptions()
        options.isForPublication = true
        let text: String = #"{"resourceType":"ValueSet","url":"http://hl7.org/fhir/ValueSet/x","status":"active","name":"X"}"#
        #expect(try TerminologyResourceTests.found(text, options).count == 4)
        #expect(try TerminologyResourceTests.found(text).isEmpty)
        let other: String = text.replacing("http://hl7.org/fhir", with: "http://x.org")
        #expect(try TerminologyResourceTests.found(other, options).isEmpty)
    }
}
