import FHIRCore
import Testing

@testable import FHIRPath

/// The official suite for R4, scored as `../shared/checks/fhirpath_suite.py` scores it.
@Suite(.enabled(if: Shared.isThere, "needs ../shared/fhir/r4/fhirpath, which is not there"))
struct OfficialSuiteTests {
    struct Case {
        let id: String
        let expression: String
        let file: String?
        let isStrict: Bool
        let isPredicate: Bool
        let isOrdered: Bool
        let isInvalid: Bool
        let outputs: [(type: String?, text: String)]
    }

    @Test("every case passes but those that Tests/Conformance/fhirpath-known-failures.txt names, and those fail")
    func suite() throws {
        let known: Set<String> = Set(
            String(decoding: try Shared.bytes(Shared.package + "/Tests/Conformance/fhirpath-known-failures.txt"), as: UTF8.self)
                .split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0.prefix { $0 != ":" }) })
        #expect(known.count <= 5)
        let cases: [Case] = try read()
        #expect(cases.count == 935)
        var inputs: [String: ElementTree] = [:]
        for item in cases {
            if let file = item.file, inputs[file] == nil {
                inputs[file] = try ElementTree.read(try Shared.bytes(Shared.root + "/fhir/r4/fhirpath/inputs/" + file))
            }
            let wrong: String? = fault(item, item.file.flatMap { inputs[$0]?.root })
            if known.contains(item.id) {
                #expect(wrong != nil, "\(item.id) passes now: take it off the list")
            } else {
                #expect(wrong == nil, "\(item.id): \(item.expression): \(wrong ?? "")")
            }
        }
    }

    private func read() throws -> [Case] {
        let root: XMLNode = try XMLNode.read(try Shared.bytes(Shared.root + "/fhir/r4/fhirpath/tests-fhir-r4.xml"))
        var cases: [Case] = []
        for group in root.children where group.name == "group" {
            for test in group.children where test.name == "test" {
                guard let expression = test.children.first(where: { $0.name == "expression" }) else { continue }
                cases.append(
                    Case(
                        id: "\(group["name"] ?? "")/\(test["name"] ?? "")", expression: expression.text,
                        file: test["inputfile"].flatMap { $0.isEmpty ? nil : $0 },
                        isStrict: test["mode"] == "strict" || expression["mode"] == "strict",
                        isPredicate: test["predicate"] == "true", isOrdered: test["ordered"] != "false",
                        isInvalid: test["invalid"] != nil || expression["invalid"] != nil,
                        outputs: test.children.filter { $0.name == "output" }.map { ($0["type"], $0.text) }))
            }
        }
        return cases
    }

    /// What is wrong with the answer; nil if nothing is.
    private func fault(_ item: Case, _ input: Element?) -> String? {
        var environment = FHIRPathEnvironment()
        environment.profiles = BaseProfiles()
        var values: [FHIRPathValue]
        do throws(FHIRPathError) {
            let path = try FHIRPath(item.expression, context: input?.typeName, isStrict: item.isStrict)
            values = try path.evaluate(on: input, in: environment)
        } catch {
            return item.isInvalid && item.outputs.isEmpty ? nil : error.message
        }
        if item.isInvalid && item.outputs.isEmpty { return "an error was expected" }
        if item.isPredicate {
            values = [.boolean(!values.isEmpty && values.first?.text != "false")]
        }
        if values.count != item.outputs.count {
            return item.outputs.isEmpty && !item.isOrdered ? nil : "\(values.count) items, not \(item.outputs.count)"
        }
        var rest: [FHIRPathValue] = values
        for output in item.outputs {
            let place: Int? = item.isOrdered ? (isSame(output, rest[0]) ? 0 : nil) : rest.firstIndex { isSame(output, $0) }
            guard let place else { return "expected \(output), got \(rest[0])" }
            rest.remove(at: place)
        }
        return nil
    }

    private func isSame(_ expected: (type: String?, text: String), _ value: FHIRPathValue) -> Bool {
        let strings: Set<String> = ["string", "code", "id", "uri", "url", "canonical", "markdown", "uuid", "oid"]
        let type: String = value.typeName.lowercased()
        if let wanted = expected.type?.lowercased(), wanted != type, !(wanted == "string" && strings.contains(type)) {
            return false
        }
        var text: String = expected.text
        if text.hasPrefix("@") { text.removeFirst(text.hasPrefix("@T") ? 2 : 1) }
        if let one = Decimal(text), let other = value.text.flatMap({ Decimal($0) }) { return Decimal.compare(one, other) == 0 }
        return value.text == text
    }
}
