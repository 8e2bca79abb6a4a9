import Testing

@testable import DefinitionsCompiler

/// A package that is broken says which file, where and what.
struct BrokenPackageTests {
    struct Broken: CustomTestStringConvertible {
        let reason: String
        let files: [String: String]
        let expected: DefinitionsError

        init(_ reason: String, _ files: [String: String], _ expected: DefinitionsError) {
            self.reason = reason
            self.files = files
            self.expected = expected
        }

        var testDescription: String { reason }
    }

    static let manifest = #"{"name": "a.package", "version": "1.0.0", "fhirVersions": ["4.0.1"]}"#

    static func structure(_ elements: String, kind: String = "complex-type") -> String {
        """
        {"resourceType": "StructureDefinition", "url": "http://example.org/Thing", "type": "Thing", "kind": "\(kind)",
         "snapshot": {"element": [\(elements)]}}
        """
    }

    static let root = #"{"path": "Thing", "min": 0, "max": "*"}"#

    static let broken: [Broken] = [
        Broken(
            "no manifest", ["StructureDefinition-Thing.json": "{}"],
            DefinitionsError("p", "has no package.json: give a FHIR package (.tgz), or the folder that it unpacks to")),
        Broken(
            "a manifest without version", ["package.json": #"{"name": "a"}"#],
            DefinitionsError("p", at: "package.json", "has no `name` or no `version`")),
        Broken(
            "no definitions at all", ["package.json": manifest],
            DefinitionsError("p", "no file StructureDefinition-*.json defines a type: not a FHIR core package")),
        Broken(
            "no path", ["package.json": manifest, "StructureDefinition-Thing.json": structure("{}")],
            DefinitionsError("StructureDefinition-Thing.json", at: "snapshot.element[0]", "has no `path`")),
        Broken(
            "a kind that is none", ["package.json": manifest, "StructureDefinition-Thing.json": structure(root, kind: "thing")],
            DefinitionsError(
                "StructureDefinition-Thing.json", "`kind` is none of primitive-type, complex-type, resource, logical")),
        Broken(
            "a type that the package lacks",
            [
                "package.json": manifest,
                "StructureDefinition-Thing.json": structure(
                    root + #", {"path": "Thing.size", "min": 0, "max": "1", "type": [{"code": "Quantitee"}]}"#),
            ],
            DefinitionsError(
                "StructureDefinition-Thing.json", at: "Thing.size", "the type Quantitee is not defined in the package")),
        Broken(
            "an invariant that does not compile",
            [
                "package.json": manifest,
                "StructureDefinition-Thing.json": structure(
                    #"{"path": "Thing", "min": 0, "max": "*", "constraint": [{"key": "t-1", "expression": "a and"}]}"#),
            ],
            DefinitionsError(
                "StructureDefinition-Thing.json", at: "Thing",
                "the expression of t-1 does not compile: "
                    + "1:6: expected an expression, found the end of the expression\na and\n     ^")),
        Broken(
            "an element without a type",
            [
                "package.json": manifest,
                "StructureDefinition-Thing.json": structure(root + #", {"path": "Thing.size", "min": 0, "max": "1"}"#),
            ],
            DefinitionsError(
                "StructureDefinition-Thing.json", at: "Thing.size", "has neither a type nor a content reference")),
        Broken(
            "a maximum that is no number",
            [
                "package.json": manifest,
                "StructureDefinition-Thing.json": structure(
                    root + #", {"path": "Thing.size", "min": 0, "max": "many", "type": [{"code": "Thing"}]}"#),
            ],
            DefinitionsError(
                "StructureDefinition-Thing.json", at: "Thing.size",
                "`max` is \"many\", which is neither * nor a number below 65535")),
        Broken(
            "a value set without system",
            [
                "package.json": manifest, "StructureDefinition-Thing.json": structure(root),
                "ValueSet-v.json":
                    #"{"resourceType": "ValueSet", "url": "http://example.org/v", "compose": {"include": [{}]}}"#,
            ],
            DefinitionsError("ValueSet-v.json", at: "compose.include", "has neither `system` nor `valueSet`")),
        Broken(
            "two code systems of one url",
            [
                "package.json": manifest, "StructureDefinition-Thing.json": structure(root),
                "CodeSystem-a.json": #"{"resourceType": "CodeSystem", "url": "http://example.org/c", "content": "complete"}"#,
                "CodeSystem-b.json": #"{"resourceType": "CodeSystem", "url": "http://example.org/c", "content": "complete"}"#,
            ],
            DefinitionsError("p", "two definitions have the url http://example.org/c")),
    ]

    @Test(arguments: broken) func `says what is broken`(_ row: Broken) throws {
        #expect(throws: row.expected) { try Self.read(row.files) }
    }

    @Test func `a fault of JSON has its line and column`() throws {
        let error: DefinitionsError? = #expect(throws: DefinitionsError.self) {
            try Self.read(["package.json": Self.manifest, "StructureDefinition-Thing.json": "{\n  \"url\": x}"])
        }
        #expect(error?.file == "StructureDefinition-Thing.json")
        #expect(error?.message.hasPrefix("2:10: ") == true, "\(String(describing: error))")
    }

    @Test func `a whole small package is read`() throws {
        let definitions = try Self.read([
            "package.json": Self.manifest, "StructureDefinition-Thing.json": Self.structure(Self.root),
        ])
        #expect(definitions.types.map { $0.name } == ["Thing"])
        #expect(definitions.fhirVersion == "4.0.1")
    }

    static func read(_ files: [String: String]) throws(DefinitionsError) -> Definitions {
        try DefinitionsReader.read(
            Package(path: "p", files: files.map { PackageFile(name: $0.key, bytes: Array($0.value.utf8)) }))
    }
}
