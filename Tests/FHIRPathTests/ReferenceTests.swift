import FHIRCore
import Testing

@testable import FHIRPath

/// `resolve()` (FHIR R4, Bundle, Resolving references in Bundles; References, contained resources).
struct ReferenceTests {
    static let bundle: String = """
        {"resourceType": "Bundle", "type": "collection", "entry": [
         {"fullUrl": "http://a/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "gender": "male",
          "meta": {"versionId": "3"}}},
         {"fullUrl": "http://b/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "gender": "female"}},
         {"fullUrl": "http://b/fhir/Observation/o", "resource": {"resourceType": "Observation", "id": "o", "status": "final",
          "contained": [{"resourceType": "Patient", "id": "c", "gender": "other", "link": [{"other": {"reference": "#"}},
           {"other": {"reference": "#d"}}]}, {"resourceType": "Patient", "id": "d", "gender": "unknown"}],
          "code": {"text": "x"}, "subject": {"reference": "Patient/1"}, "focus": [{"reference": "http://a/fhir/Patient/1"},
          {"reference": "#c"}, {"reference": "Organization/loose"}, {"reference": "http://a/fhir/Patient/1/_history/3"},
          {"reference": "http://a/fhir/Patient/1/_history/2"}, {"reference": "http://b/fhir/Patient/1/_history/9"}]}},
         {"resource": {"resourceType": "Organization", "id": "loose", "name": "Loose"}},
         {"fullUrl": "urn:uuid:x", "resource": {"resourceType": "Bundle", "type": "collection", "entry": [
          {"fullUrl": "urn:uuid:y", "resource": {"resourceType": "Patient", "id": "y", "gender": "other",
           "link": [{"other": {"reference": "urn:uuid:y"}}, {"other": {"reference": "http://b/fhir/Patient/1"}}]}}]}}]}
        """

    @Test(
        "where references lead in a bundle",
        arguments: [
            ("subject", ["female"], "a relative reference is on the server of its entry"),
            ("focus[0]", ["male"], "an absolute one is the entry's address"),
            ("focus[1]", ["other"], "a contained resource, though the bundle is the root"),
            ("focus[2].resolve().name", ["Loose"], "an entry without an address is known by type and id"),
            ("focus[3]", ["male"], "the version that is there"),
            ("focus[4]", [], "another version"),
            ("focus[5]", ["female"], "a version where none is stated"),
            ("contained[0].link[0].other.resolve().id", ["o"], "# is the container"),
            ("contained[0].link[1].other", ["unknown"], "a neighbour in the same container"),
            ("subject.reference", ["female"], "the text of a reference stands where the reference does"),
        ] as [(String, [String], String)])
    func inBundle(_ reference: String, _ expected: [String], _ reason: String) throws {
        let expression: String = reference.contains("resolve") ? reference : reference + ".resolve().gender"
        let bundle: Element = try resource(ReferenceTests.bundle)
        #expect(texts("entry[2].resource." + expression, on: bundle) == expected, "\(reason)")
        let observation: Element = try #require(bundle.children(named: "entry")[2].child(named: "resource"))
        #expect(texts(expression, on: observation) == expected, "from the resource itself: \(reason)")
    }

    @Test("a bundle within a bundle is looked through first, then the one around it")
    func nested() throws {
        let bundle: Element = try resource(ReferenceTests.bundle)
        #expect(texts("entry[4].resource.entry.resource.link.other.resolve().gender", on: bundle) == ["other", "female"])
    }

    @Test("as an invariant of a definition sees it")
    func invariant() throws {
        let tree: ElementTree = try resource(ReferenceTests.bundle).tree
        let entry: Element = tree.root.children(named: "entry")[2]
        let observation: Element = try #require(entry.child(named: "resource"))
        var run = FHIRPathRun(tree)
        let path = try FHIRPath("subject.resolve().gender = 'female' and focus[1].resolve() is Patient", manner: .definition)
        #expect(try run.isTrue(path, on: observation.index, resource: observation.index, root: observation.index) == true)
    }

    @Test("time grows in line with references and entries", .timeLimit(.minutes(1)))
    func linear() throws {
        let entries: [String] = (0..<5000).map { number in
            """
            {"fullUrl": "http://s/Basic/\(number)", "resource": {"resourceType": "Basic", "id": "\(number)",
             "subject": {"reference": "Basic/\((number + 2500) % 5000)"}}}
            """
        }
        let bundle: Element = try resource(
            #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(entries.joined(separator: ","))]}"#)
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 200_000
        #expect(texts("entry.resource.subject.resolve().count()", on: bundle, in: environment) == ["5000"])
    }
}
