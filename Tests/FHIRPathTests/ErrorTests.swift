import FHIRCore
import Testing

@testable import FHIRPath

struct ErrorTests {
    struct Row: Sendable {
        let expression: String
        let line: Int
        let column: Int
        let hint: String?
    }

    @Test(
        "an expression that is none: where, and what was meant",
        arguments: [
            Row(expression: "name.", line: 1, column: 6, hint: nil),
            Row(expression: "name.where(use = )", line: 1, column: 18, hint: nil),
            Row(expression: "name.whre(use)", line: 1, column: 6, hint: "where()"),
            Row(expression: "a and\n  'open", line: 2, column: 3, hint: nil),
            Row(expression: "1 + @2015-13", line: 1, column: 5, hint: nil),
            Row(expression: "value is Quantty", line: 1, column: 7, hint: "Quantity"),
            Row(expression: "a # b", line: 1, column: 3, hint: nil),
            Row(expression: "", line: 1, column: 1, hint: nil),
            Row(expression: "name.first(1)", line: 1, column: 6, hint: nil),
            Row(expression: "5 /* open", line: 1, column: 3, hint: nil),
            Row(expression: "(1 + 2", line: 1, column: 7, hint: nil),
        ])
    func places(_ row: Row) {
        let error: FHIRPathError? = #expect(throws: FHIRPathError.self) { try FHIRPath(row.expression) }
        #expect(error?.line == row.line && error?.column == row.column, "\(error?.description ?? "")")
        #expect(error?.suggestion == row.hint)
        #expect(error?.excerpt.hasSuffix("^") == true)
    }

    @Test(
        "names are checked against the schema on request",
        arguments: [
            ("name.gven", "given"), ("Patient.name.famly", "family"), ("contact.relationship.codin", "coding"),
            ("deceasedBoolean", "deceased.ofType(boolean)"), ("name.where(us = 'x')", "use"),
        ])
    func strict(_ expression: String, _ hint: String) throws {
        let error: FHIRPathError? = #expect(throws: FHIRPathError.self) {
            try FHIRPath(expression, context: "Patient", isStrict: true)
        }
        #expect(error?.suggestion == hint)
        _ = try FHIRPath(expression, context: "Patient")
    }

    @Test(
        "what the schema has is let through",
        arguments: [
            "name.given", "Patient.name.where(use = 'official').given.first()", "deceased.ofType(boolean)",
            "contact.select(name | %context.name).family", "extension('http://x').value.ofType(Coding).code",
            "managingOrganization.resolve().name", "descendants().where($this is Coding).code", "name.given.skip(1)",
            "contained.ofType(Organization).name", "DomainResource.text.div", "iif(active, name, {}).given",
            "Patient.link.other.reference.substring(1)", "birthDate + 1 year > today()", "name.repeat(given | family)",
            "birthDate.value > today()",
        ])
    func valid(_ expression: String) throws { _ = try FHIRPath(expression, context: "Patient", isStrict: true) }

    @Test("an unknown context is refused")
    func context() { #expect(throws: FHIRPathError.self) { try FHIRPath("id", context: "Patnt") } }

    @Test("the outline shows what was parsed")
    func outline() throws {
        let outline: String = try FHIRPath("a.take(1) + -2 is Integer").outline
        #expect(
            outline == """
                operator is Integer
                  operator +
                    function take/1
                      step a
                      literal 1
                    polarity -
                      literal 2
                """)
    }
}
