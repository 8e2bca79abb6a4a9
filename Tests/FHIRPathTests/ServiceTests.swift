import FHIRCore
import Testing

@testable import FHIRPath

/// Functions that ask the environment (FHIR R4, 2.9.1 Additional functions).
struct ServiceTests {
    /// `a` stands above `b`; the value set `http://x/vs` has `b`, and nobody knows `http://x/unknown`.
    struct Services: FHIRPathTerminology, FHIRPathProfiles, FHIRPathResolver {
        let other: Element

        func isMember(_ value: FHIRPathValue, ofValueSet url: String) throws(FHIRPathRefusal) -> Bool? {
            if url == "http://x/nowhere" { throw FHIRPathRefusal("no such value set") }
            if url == "http://x/unknown" { return nil }
            if case .element(let element) = value { return (element.child(named: "code") ?? element).value == "b" }
            return value.text == "b"
        }
        func subsumes(_ code: Element, _ other: Element) -> Bool? {
            let (one, two) = (code.child(named: "code")?.value, other.child(named: "code")?.value)
            return one == two || (one == "a" && two == "b")
        }
        func resolve(_ reference: String, from element: Element) -> Element? { reference == "Patient/far" ? other : nil }
        func conforms(_ element: Element, to profile: String) throws(FHIRPathRefusal) -> Bool {
            if profile == "http://x/unknown" { throw FHIRPathRefusal("no such profile") }
            return element.typeName == "Observation"
        }
        func elementDefinition(of element: Element) -> Element? {
            var definition: Element? = Element(type: "ElementDefinition")
            var path: Element? = Element(type: "string")
            path?.setValue(element.path)
            path.map { _ = definition?.setChildren(named: "path", to: [$0]) }
            return definition
        }
        func items(ofSlice name: String, of structure: String, in element: Element) throws(FHIRPathRefusal) -> [Element] {
            if structure != "http://x/sd" { throw FHIRPathRefusal("no such structure") }
            return element.child(named: "code")?.value == name ? [element] : []
        }
    }

    static let bundle: String = """
        {"resourceType": "Bundle", "type": "collection", "entry": [
         {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "near", "birthDate": "2000"}},
         {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Observation", "id": "o", "status": "final",
          "code": {"coding": [{"system": "http://x", "code": "a"}, {"system": "http://x", "code": "b"}]},
          "subject": {"reference": "Patient/near"}, "performer": [{"reference": "urn:uuid:1"}, {"reference": "Patient/far"},
          {"reference": "Patient/nowhere"}, {"reference": "Patient/near/_history/2"}, {"display": "somebody"}]}}]}
        """

    @Test(
        "answers of the environment",
        arguments: [
            ("subject.resolve().id", ["near"], "relative, in the bundle, where addresses tell no server"),
            ("performer[0].resolve().id", ["near"], "by fullUrl"),
            ("performer[1].resolve().id", ["far"], "outside: the resolver's"),
            ("performer[2].resolve()", [], "nowhere"),
            ("performer[3].resolve().id", ["near"], "with a version"),
            ("performer[4].resolve()", [], "only a display text"),
            ("performer.resolve().count()", ["3"], "all that are found"),
            ("subject.reference.resolve().birthDate", ["2000"], "from the text of a reference"),
            ("subject.resolve() is Patient", ["true"], "the type of what is found"),
            ("code.coding[1].memberOf('http://x/vs')", ["true"], "a Coding of the value set"),
            ("code.coding[0].memberOf('http://x/vs')", ["false"], "one that is not"),
            ("code.memberOf('http://x/unknown')", [], "not known is empty"),
            ("code.memberOf('http://x/nowhere')", ["error: unsupported"], "no such value set"),
            ("'b'.memberOf('http://x/vs')", ["true"], "a string"),
            ("code.coding.memberOf('http://x/vs')", ["error: execution"], "one item at a time"),
            ("{}.memberOf('http://x/vs')", [], "nothing"),
            ("code.coding[0].subsumes(%context.code.coding[1])", ["true"], "above"),
            ("code.coding[1].subsumes(%context.code.coding[0])", ["false"], "below"),
            ("code.coding[1].subsumedBy(%context.code.coding[0])", ["true"], "the other way round"),
            ("conformsTo('http://x/p')", ["true"], "conforms"),
            ("conformsTo('http://x/unknown')", ["error: unsupported"], "an unknown profile"),
            ("code.elementDefinition().path", ["Bundle.entry[1].resource.code"], "the definition"),
            ("code.coding.slice('http://x/sd', 'b').code", ["b"], "the slice's items"),
            ("code.coding.slice('http://x/other', 'b')", ["error: unsupported"], "no such structure"),
            ("{}.slice('http://x/other', 'b')", [], "nothing to look at"),
            ("code.coding.slice('http://x/sd', 'c')", [], "no item of it"),
            ("{}.conformsTo('http://x/p')", [], "nothing to look at"),
            ("code.coding.conformsTo('http://x/p')", ["error: execution"], "one item at a time"),
            ("code.coding[0].subsumes({})", [], "nothing to compare with"),
        ] as [(String, [String], String)])
    func answers(_ expression: String, _ expected: [String], _ reason: String) throws {
        let services = Services(other: try resource(#"{"resourceType": "Patient", "id": "far"}"#))
        var environment = FHIRPathEnvironment()
        (environment.terminology, environment.profiles, environment.resolver) = (services, services, services)
        let bundle: Element = try resource(ServiceTests.bundle)
        let observation: Element = try #require(bundle.children(named: "entry").last?.child(named: "resource"))
        #expect(texts(expression, on: observation, in: environment) == expected, "\(reason)")
    }

    @Test("variables of the environment, elements of other trees among them")
    func variables() throws {
        var environment = FHIRPathEnvironment()
        environment.variables["limit"] = [.date("2000-01-01")]
        environment.variables["other"] = [.element(try resource(#"{"resourceType": "Patient", "id": "far"}"#))]
        environment.variables["broken"] = [.decimal("x")]
        let patient: Element = try resource(FunctionTests.patient)
        #expect(texts("birthDate < %limit", on: patient, in: environment) == ["true"])
        #expect(texts("%other.id | id", on: patient, in: environment) == ["far", "p"])
        #expect(texts("%broken", on: patient, in: environment) == ["error: execution"])
        #expect(texts("%limt", on: patient, in: environment) == ["error: semantic"])
    }

    @Test("the clock is the environment's, the same throughout")
    func clock() {
        var environment = FHIRPathEnvironment()
        environment.now = "2020-02-29T23:59:59.5+01:00"
        #expect(
            texts("now() | today() | timeOfDay()", in: environment) == [
                "2020-02-29T23:59:59.5+01:00", "2020-02-29", "23:59:59.5",
            ])
        #expect(texts("now() = now()") == ["true"])
    }

    @Test("trace tells its name and values, and lets the items through")
    func trace() throws {
        final class Log: @unchecked Sendable { var lines: [String] = [] }
        let log = Log()
        var environment = FHIRPathEnvironment()
        environment.trace = { log.lines.append("\($0): \($1.map { $0.text ?? "" }.joined(separator: ","))") }
        let patient: Element = try resource(FunctionTests.patient)
        #expect(texts("name.given.trace('g').count() + id.trace('i', length()).length()", on: patient, in: environment) == ["5"])
        #expect(log.lines == ["g: Peter,James,,Jim", "i: 1"])
    }

    @Test("one compiled expression serves many threads at once")
    func threads() async throws {
        let path = try FHIRPath("name.given.where($this.startsWith('J')).join('-') + %resource.id")
        let patient: Element = try resource(FunctionTests.patient.replacing("null, \"Jim\"", with: "\"Jim\""))
        try await withThrowingTaskGroup(of: [FHIRPathValue].self) { group in
            for _ in 0..<64 { group.addTask { try path.evaluate(on: patient) } }
            for try await values in group { #expect(values == [.string("James-Jimp")]) }
        }
    }
}
