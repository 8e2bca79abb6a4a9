import Testing

@testable import DefinitionsCompiler

/// Names and code of the typed models.
struct GeneratorTests {
    @Test(arguments: [
        ("entered-in-error", "enteredInError"), ("male", "male"), ("DELETE", "delete"), ("Patient", "patient"),
        ("DHCPServer", "dhcpServer"), ("<", "lessThan"), ("4.0.1", "v4_0_1"), ("_ActMood", "actMood"), ("not-in", "notIn"),
    ]) func `a code gives a member`(code: String, name: String) {
        #expect(CodeName.members(of: [code]).map { $0.name } == [name])
    }

    @Test func `members differ where codes do`() {
        let codes: [String] = ["H", "h", "h-", "element"]
        let members = CodeName.members(of: codes)
        #expect(members.map { $0.name } == ["h", "h2", "h3", "element2"])
        #expect(members.map { $0.code } == codes)
    }

    @Test(arguments: [
        ("class", "`class`", "a word of the language"), ("extension", "`extension`", "a word of the language"),
        ("name", "name", "no word of the language"),
    ]) func `words of the language are quoted`(name: String, quoted: String, reason: String) {
        #expect(SwiftName.quoted(name) == quoted, "\(reason)")
    }

    @Test(arguments: [
        ("contact", "Contact"), ("type", "TypeItem"), ("element", "ElementItem"), ("deceased", "Deceased"),
    ]) func `a nested type has a name that Swift allows`(element: String, name: String) {
        #expect(SwiftName.nested(element) == name)
    }

    /// `Thing.age[x]` hides the data type Age inside `Thing`, `Thing.part.thing[x]` the type itself.
    static let package: [String: String] = {
        func definition(_ type: String, kind: String, _ elements: String) -> String {
            """
            {"resourceType": "StructureDefinition", "url": "http://example.org/\(type)", "type": "\(type)", "kind": "\(kind)",
             "snapshot": {"element": [{"path": "\(type)", "min": 0, "max": "*"}\(elements)]}}
            """
        }
        func element(_ path: String, _ types: String...) -> String {
            let codes: String = types.map { #"{"code": "\#($0)"}"# }.joined(separator: ", ")
            return #", {"path": "\#(path)", "min": 0, "max": "1", "type": [\#(codes)]}"#
        }
        return [
            "package.json": BrokenPackageTests.manifest,
            "StructureDefinition-Age.json": definition("Age", kind: "complex-type", ""),
            "StructureDefinition-BackboneElement.json": definition("BackboneElement", kind: "complex-type", ""),
            "StructureDefinition-string.json": definition("string", kind: "primitive-type", ""),
            "StructureDefinition-Thing.json": definition(
                "Thing", kind: "resource",
                element("Thing.age[x]", "Age", "string") + element("Thing.part", "BackboneElement")
                    + element("Thing.part.thing[x]", "string", "Age")),
        ]
    }()

    @Test func `a type that a nested one hides is written with its module`() throws {
        let files = try ModelsCommand.files(try BrokenPackageTests.read(Self.package), resources: ["Thing"])
        let thing = String(decoding: try #require(files.first { $0.name == "Thing.swift" }).bytes, as: UTF8.self)
        #expect(thing.contains("case age(FHIRModels.Age)"))
        #expect(thing.contains("public var age: Thing.Age? {"))
        #expect(thing.contains("public var part: Thing.Part? {"))
        #expect(thing.contains("public var thing: FHIRModels.Thing.Part.Thing? {"))
        #expect(
            thing.contains("extension Thing {\n    /// The content of `Thing.part`.\n    public struct Part: BackboneElement {"))
    }

    @Test func `a resource that the package lacks is an error`() throws {
        let definitions: Definitions = try BrokenPackageTests.read(Self.package)
        #expect(throws: DefinitionsError("RESOURCES", at: "Thong", "is no resource type of the package")) {
            try ModelsCommand.files(definitions, resources: ["Thong"])
        }
    }

    @Test(arguments: [
        ([], "command line: usage"), (["definitions"], "command line: --output: is missing"),
        (["definitions", "--pakage", "x"], "command line: --pakage: is no option of this tool"),
        (["models", "--output"], "command line: --output: needs a value"),
    ]) func `a wrong call says what is wrong`(words: [String], message: String) {
        let error: DefinitionsError? = #expect(throws: DefinitionsError.self) {
            _ = try Arguments(words).required("output")
        }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }
}
