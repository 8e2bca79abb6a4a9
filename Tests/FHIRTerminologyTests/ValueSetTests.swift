import FHIRCore
import FHIRTerminology
import Testing

@Suite("Value sets and code systems")
struct ValueSetTests {
    /// A code system with a hierarchy (a: b, c; c: d) and properties, and value sets over it.
    private static let library: ResourceLibrary = {
        let texts: [String] = [
            """
            {"resourceType":"CodeSystem","url":"urn:cs","content":"complete","caseSensitive":true,"concept":[
              {"code":"a","display":"A","property":[{"code":"kind","valueCode":"top"}],"concept":[
                {"code":"b","property":[{"code":"inactive","valueBoolean":true}]},
                {"code":"c","property":[{"code":"notSelectable","valueBoolean":true}],"concept":[{"code":"d"}]}]}]}
            """,
            #"{"resourceType":"CodeSystem","url":"urn:fragment","content":"fragment","concept":[{"code":"x"}]}"#,
            #"{"resourceType":"CodeSystem","url":"urn:down","content":"complete","caseSensitive":true,"property":[{"code":"has","uri":"http://hl7.org/fhir/concept-properties#child","type":"code"}],"concept":[{"code":"m","property":[{"code":"has","valueCode":"n"}]},{"code":"n"},{"code":"o"}]}"#,
            #"{"resourceType":"CodeSystem","url":"urn:any","content":"complete","caseSensitive":false,"concept":[{"code":"big"}]}"#,
            #"{"resourceType":"ValueSet","url":"urn:under","compose":{"include":[{"system":"urn:down","filter":[{"property":"concept","op":"is-a","value":"m"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:any-listed","compose":{"include":[{"system":"urn:any","concept":[{"code":"big"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:mass","compose":{"include":[{"system":"http://unitsofmeasure.org","filter":[{"property":"canonical","op":"=","value":"g"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:all","compose":{"include":[{"system":"urn:cs"}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:listed","compose":{"include":[{"system":"urn:cs","concept":[{"code":"a"},{"code":"b"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:is-a","compose":{"include":[{"system":"urn:cs","filter":[{"property":"concept","op":"is-a","value":"c"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:below","compose":{"include":[{"system":"urn:cs","filter":[{"property":"concept","op":"descendent-of","value":"a"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:kind","compose":{"include":[{"system":"urn:cs","filter":[{"property":"kind","op":"=","value":"top"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:exists","compose":{"include":[{"system":"urn:cs","filter":[{"property":"kind","op":"exists","value":"false"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:in","compose":{"include":[{"system":"urn:cs","filter":[{"property":"code","op":"in","value":"a, d"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:regex","compose":{"include":[{"system":"urn:cs","filter":[{"property":"code","op":"regex","value":"a.*"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:without","compose":{"include":[{"system":"urn:cs"}],"exclude":[{"system":"urn:cs","concept":[{"code":"a"}]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:import","compose":{"include":[{"valueSet":["urn:listed","urn:without"]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:circle","compose":{"include":[{"valueSet":["urn:circle"]}]}}"#,
            #"{"resourceType":"ValueSet","url":"urn:part","compose":{"include":[{"system":"urn:fragment"},{"system":"urn:elsewhere"}]}}"#,
        ]
        return ResourceLibrary(texts.compactMap { try? ElementTree.read(json: Array($0.utf8)).root })
    }()

    @Test(
        "membership by compose",
        arguments: [
            ("urn:all", "d", .member, "a whole system, below too"),
            ("urn:all", "D", .notMember, "case counts where the system says so"),
            ("urn:listed", "b", .member, "listed"),
            ("urn:listed", "c", .notMember, "not listed"),
            ("urn:is-a", "c", .member, "is-a holds for the concept itself"),
            ("urn:is-a", "d", .member, "and for those below"),
            ("urn:is-a", "b", .notMember, "not for its neighbour"),
            ("urn:below", "a", .notMember, "descendent-of leaves the concept out"),
            ("urn:below", "d", .member, "two steps down"),
            ("urn:kind", "a", .member, "property equals"),
            ("urn:kind", "b", .notMember, "property missing"),
            ("urn:exists", "a", .notMember, "property is there"),
            ("urn:exists", "b", .member, "property is not there"),
            ("urn:in", "d", .member, "one of several"),
            ("urn:regex", "a", .member, "a pattern for the whole code"),
            ("urn:regex", "b", .notMember, "a pattern that does not match"),
            ("urn:without", "a", .notMember, "excluded"),
            ("urn:without", "b", .member, "the rest"),
            ("urn:import", "b", .member, "in both imported sets"),
            ("urn:import", "a", .notMember, "in one of them only"),
            ("urn:under", "n", .member, "below by the property child of the upper concept"),
            ("urn:under", "o", .notMember, "beside it"),
            ("urn:any-listed", "BIG", .member, "case does not count in a list either"),
            ("urn:mass", "mg", .member, "a unit of mass"),
            ("urn:mass", "m", .notMember, "a unit of length"),
            ("urn:circle", "a", .notChecked(.circularValueSet("urn:circle")), "a set that includes itself"),
            ("urn:part", "x", .member, "listed in a fragment"),
            ("urn:part", "y", .notChecked(.incompleteCodeSystem("urn:fragment")), "a fragment does not tell"),
            ("urn:nowhere", "x", .notChecked(.unknownValueSet("urn:nowhere")), "a set that is not at hand"),
            ("urn:all|1.0", "a", .member, "a definition without a version answers to any"),
        ] as [(String, String, Membership, String)])
    func membership(_ set: String, _ code: String, _ expected: Membership, _ reason: String) {
        var context = TerminologyContext(Terminology(library: ValueSetTests.library))
        #expect(context.valueSet(set).contains(code, system: nil) == expected, "\(reason)")
    }

    @Test("a system that is not the set's has none of its codes")
    func otherSystem() {
        var context = TerminologyContext(Terminology(library: ValueSetTests.library))
        #expect(context.valueSet("urn:all").contains("a", system: "urn:cs") == .member)
        #expect(context.valueSet("urn:all").contains("a", system: "urn:other") == .notMember)
        #expect(context.valueSet("urn:all").contains("a", system: "") == .notMember)
    }

    @Test("concepts of a loaded code system")
    func concepts() throws {
        let system = try #require(Terminology(library: ValueSetTests.library).codeSystem("urn:cs"))
        let c = try #require(system.concept("c"))
        let b = try #require(system.concept("b"))
        #expect(system.isAbstract(c) && !system.isAbstract(b))
        #expect(system.isInactive(b) && !system.isInactive(c))
        #expect(system.parent(c).map(system.code) == "a")
        #expect(system.concept("z") == nil)
    }

    @Test(
        "the embedded table",
        arguments: [
            ("http://hl7.org/fhir/ValueSet/administrative-gender", "male", .member, "a whole embedded system"),
            ("http://hl7.org/fhir/ValueSet/administrative-gender", "mael", .notMember, "no such code"),
            ("http://hl7.org/fhir/ValueSet/languages", "de-CH", .member, "one that the set lists"),
            ("http://hl7.org/fhir/ValueSet/mimetypes", "text/plain", .member, "by grammar"),
            ("http://hl7.org/fhir/ValueSet/mimetypes", "text", .notMember, "no subtype"),
            ("http://hl7.org/fhir/ValueSet/currencies", "EUR", .member, "by list of ISO 4217"),
            ("http://hl7.org/fhir/ValueSet/ucum-units", "mg/dL", .member, "by grammar"),
            ("http://hl7.org/fhir/ValueSet/ucum-units", "mcg", .notMember, "no unit"),
        ] as [(String, String, Membership, String)])
    func embedded(_ set: String, _ code: String, _ expected: Membership, _ reason: String) {
        var context = TerminologyContext(Terminology())
        #expect(context.valueSet(set).contains(code, system: nil) == expected, "\(reason)")
    }

    @Test("the code that was meant")
    func suggestions() {
        var context = TerminologyContext(Terminology())
        let genders: CompiledValueSet = context.valueSet("http://hl7.org/fhir/ValueSet/administrative-gender")
        #expect(genders.suggestion(for: "mael") == "male")
        #expect(genders.suggestion(for: "FEMALE ") == "female")
        #expect(genders.suggestion(for: "quite another") == nil)
        #expect(genders.codes(limit: 9) == ["male", "female", "other", "unknown"])
    }

    @Test("every value set of the table can be made ready")
    func allSets() {
        var context = TerminologyContext(Terminology())
        var unchecked: Set<String> = []
        for binding in Schema.r4.allTypes.flatMap(\.elements).compactMap(\.binding) {
            guard let url = binding.valueSet, binding.strength == .required else { continue }
            if case .notChecked = context.valueSet(url).contains("no such code", system: nil) { unchecked.insert(url) }
        }
        // A list of LOINC answers, which is not in the package.
        #expect(unchecked == ["http://loinc.org/vs/LL379-9|4.0.1"], "required bindings whose sets cannot be checked")
    }
}
