import Testing

@testable import FHIRCore

/// What references lead to (FHIR R4, 2.36.4.1 Resolving references in bundles), strictly and leniently.
@Suite("Resource index")
struct ResourceIndexTests {
    /// Patient 1 of server a in version 3 and of server b, Group 2 in two versions, an Organization without an address, a Device by
    /// UUID; an Observation of server b that holds the references, and a Provenance without an address.
    private static let bundle: String = """
        {"resourceType": "Bundle", "type": "collection", "entry": [
         {"fullUrl": "http://b/Observation/o", "resource": {"resourceType": "Observation", "id": "o"}},
         {"resource": {"resourceType": "Provenance", "id": "p"}},
         {"fullUrl": "http://a/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "meta": {"versionId": "3"}}},
         {"fullUrl": "http://b/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}},
         {"fullUrl": "http://b/Group/2", "resource": {"resourceType": "Group", "id": "2", "meta": {"versionId": "1"}}},
         {"fullUrl": "http://b/Group/2", "resource": {"resourceType": "Group", "id": "2", "meta": {"versionId": "2"}}},
         {"resource": {"resourceType": "Organization", "id": "loose"}},
         {"fullUrl": "urn:uuid:5c1f2b0e-0000-4000-8000-00000000000d", "resource": {"resourceType": "Device"}},
         {"fullUrl": "http://a/List/l/_history/4", "resource": {"resourceType": "List", "id": "l"}},
         {"fullUrl": "http://b/Basic/none"}
        ]}
        """

    struct Row: Sendable {
        let reference: String
        let from: Int
        let strict: [Int]
        let lenient: [Int]
        let reason: Comment

        init(_ reference: String, from: Int = 0, _ strict: [Int], lenient: [Int]? = nil, _ reason: Comment) {
            (self.reference, self.from, self.strict, self.reason) = (reference, from, strict, reason)
            self.lenient = lenient ?? strict
        }
    }

    @Test(
        "in a bundle",
        arguments: [
            Row("Patient/1", [3], "relative: on the server of its entry"),
            Row("http://a/Patient/1", [2], "absolute"),
            Row("http://a/Patient/1/_history/3", [2], "the version that is stated"),
            Row("http://a/Patient/1/_history/2", [], "another version"),
            Row("Patient/1/_history/9", [3], "a version that nobody states"),
            Row("Group/2", [4, 5], "several"),
            Row("Group/2/_history/2", [5], "several, and one version of them"),
            Row("Group/2/_history/7", [], "several, and none of the version"),
            Row("urn:uuid:5c1f2b0e-0000-4000-8000-00000000000d", [7], "by UUID"),
            Row("Device/x", [], "nothing has it"),
            Row("Basic/none", [], "an entry without a resource"),
            Row("Organization/loose", [], lenient: [6], "an entry without an address is on no server"),
            Row("Patient/1", from: 1, [], lenient: [2, 3], "an entry without an address has no base; type and id decide"),
            Row("Patient/1/_history/3", from: 1, [], lenient: [2], "no base, and a version"),
            Row("Patient/1", from: 7, [], lenient: [2, 3], "a UUID is no server"),
            Row("http://a/List/l/_history/4", [], lenient: [8], "an address with a version, against the rules, to the letter"),
            Row("Observation/x/Patient/1", [], "more steps than type and id"),
        ])
    func inBundle(_ row: Row) throws {
        let tree: ElementTree = try ElementTree.read(Array(ResourceIndexTests.bundle.utf8))
        let index = ResourceIndex(tree, ContainerFields(tree.schema))
        let bundle: BundleIndex = index.bundle(tree.rootIndex)
        let node: NodeIndex = bundle.entries[row.from].resource
        for (isLenient, expected) in [(false, row.strict), (true, row.lenient)] {
            let target: ReferenceTarget = index.target(row.reference, from: node, isLenient: isLenient)
            #expect(entries(target, bundle, tree) == expected, row.reason)
            #expect(target.node == expected.first.map { bundle.entries[$0].resource }, row.reason)
        }
    }

    private func entries(_ target: ReferenceTarget, _ bundle: BundleIndex, _ tree: ElementTree) -> [Int] {
        switch target {
        case .bundled(let resource): return bundle.number(of: tree.parent(of: resource)).map { [$0] } ?? []
        case .ambiguous(_, let entries): return entries
        default: return []
        }
    }

    @Test("entries of a tree that was changed are found, though their nodes are in another order")
    func changed() throws {
        var bundle: Element = try ElementTree.read(Array(ResourceIndexTests.bundle.utf8)).root
        let entries: [Element] = bundle.children(named: "entry")
        bundle.setChildren(named: "entry", to: entries.reversed())
        var link = try #require(Element(type: "Bundle.link"))
        link.setValue(nil)
        bundle.setChildren(named: "link", to: [link])
        let tree: ElementTree = bundle.tree
        let index: BundleIndex = ResourceIndex(tree, ContainerFields(tree.schema)).bundle(tree.rootIndex)
        #expect(index.entries.count == entries.count)
        for (number, entry) in index.entries.enumerated() { #expect(index.number(of: entry.node) == number) }
        #expect(index.number(of: tree.rootIndex) == nil)
    }

    @Test(
        "addresses of a RESTful server",
        arguments: [
            ("http://a/fhir/Patient/1", ["http://a/fhir/", "Patient/1", "1"], "absolute"),
            ("Patient/1", ["", "Patient/1", "1"], "relative"),
            ("Patient/1/_history/2", ["", "Patient/1", "1", "2"], "a version"),
            ("https://a/Patient/1/_history/2#x", ["https://a/", "Patient/1", "1", "2"], "a fragment is no part of it"),
            ("Patient/1#x?y", ["", "Patient/1", "1"], "a question mark in the fragment"),
            ("/Patient/1", nil, "no server"),
            ("ftp://a/Patient/1", nil, "another protocol"),
            ("Patient/1?x=y", nil, "a query"),
            ("Patient/a_b", nil, "no id"),
            ("patient/1", nil, "no type"),
            ("HumanName/1", nil, "no resource"),
            ("1/_history/2", nil, "no type before the version"),
            ("urn:uuid:5c1f2b0e/Patient/1", nil, "a URN"),
            ("Patient", nil, "no slash"), ("", nil, "nothing"),
        ] as [(String, [String]?, Comment)])
    func addresses(_ text: String, _ expected: [String]?, _ reason: Comment) {
        let found: [String]? = RESTAddress(text, .r4).map { address in
            [address.root, address.typeAndID, address.id].map { String($0) } + (address.version.map { [String($0)] } ?? [])
        }
        #expect(found == expected, reason)
    }
}
