import FHIRCore
import Testing

@testable import FHIRPath

struct InvariantTests {
    @Test("every invariant of the R4 definitions compiles")
    func compiling() {
        let invariants = SchemaInvariants()
        #expect(invariants.failures.isEmpty, "\(invariants.failures.map(\.description))")
        #expect(invariants.count > 200)
    }

    @Test(
        "every invariant can be decided on every element of every official example",
        .enabled(if: Shared.isThere, "needs ../shared/fhir/r4/examples, which is not there"))
    func examples() throws {
        let invariants = SchemaInvariants()
        let files: [String] = try Shared.files("fhir/r4/examples", suffix: ".json")
        #expect(files.count == 734)
        var errors: [String: String] = [:]
        var broken: [String: Int] = [:]
        for file in files {
            let tree: ElementTree = try ElementTree.read(json: try Shared.bytes(file))
            invariants.evaluate(on: tree) { element, invariant, error in
                if let error {
                    errors[invariant.key] = "\(file) \(element.path): \(error)"
                } else if !invariant.isWarning {
                    broken["\(invariant.key) in \(file.split(separator: "/").last ?? "")", default: 0] += 1
                }
            }
        }
        #expect(errors.isEmpty, "\(errors)")
        // The narrative of these three holds nothing but white space.
        let empty: [String] = [
            "ActivityDefinition-blood-tubes-supply", "ActivityDefinition-heart-valve-replacement", "EventDefinition-example",
        ]
        let expected: [String] = empty.flatMap { ["txt-1 in \($0).json", "txt-2 in \($0).json"] }
        #expect(Set(broken.keys) == Set(expected), "\(broken)")
    }
}
