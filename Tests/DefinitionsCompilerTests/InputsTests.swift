import Testing

@testable import DefinitionsCompiler

struct InputsTests {
    @Test func `a table's line is replaced, the others stay`() {
        var inputs = Inputs("r4.definitions hl7.fhir.r4.core 4.0.0 aa\nucum.definitions ucum-essence 2.1 bb\n")
        inputs.set(Inputs.Line(table: "r4.definitions", name: "hl7.fhir.r4.core", version: "4.0.1", sha256: "cc"))
        inputs.set(Inputs.Line(table: "languages", name: "language-subtag-registry", version: "2024", sha256: "dd"))
        #expect(
            inputs.text == """
                languages language-subtag-registry 2024 dd
                r4.definitions hl7.fhir.r4.core 4.0.1 cc
                ucum.definitions ucum-essence 2.1 bb

                """)
        #expect(Inputs(inputs.text) == inputs)
    }
}
