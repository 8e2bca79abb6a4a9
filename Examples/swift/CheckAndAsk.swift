import CaseBridge
import Testing

/// Check what arrives, and ask it questions.
@Suite("Examples: check and ask")
struct CheckAndAsk {
    private let text = """
        {"resourceType": "Patient",
         "name": [{"use": "official", "given": ["Peter", "James"]}, {"use": "usual", "given": ["Jim"]}],
         "birthDate": "1974-02-30"}
        """

    @Test("what is wrong, where, and in which line")
    func validate() throws {
        let tree = try ElementTree.read(Array(text.utf8))
        // One run for each thread keeps what it has compiled.
        var run = ValidationRun(try Validator())
        let outcome = run.validate(tree)
        let errors = outcome.issues.filter { $0.severity >= .error }
        #expect(errors.map(\.path) == ["Patient.birthDate"])
        #expect(errors.first?.position?.line == 3)
    }

    @Test("an expression is compiled once and asked of many resources")
    func query() throws {
        let given = try FHIRPath("name.where(use = 'official').given")
        let patient = try ElementTree.read(Array(text.utf8)).root
        #expect(try given.evaluate(on: patient).map(\.text) == ["Peter", "James"])
    }
}
