import FHIRCore
import FHIRValidation

/// Definitions made in a few lines, for the rules of profiles.
enum Definitions {
    /// A profile `urn:NAME` on a type, with the elements of its differential and further members.
    static func profile(_ name: String, on type: String, _ elements: String, _ more: String = "") throws -> Element {
        let text: String = """
            {"resourceType":"StructureDefinition","url":"urn:\(name)","name":"X","status":"draft","kind":"resource","abstract":false,
             "type":"\(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/\(type)","derivation":"constraint",\(more)
             "differential":{"element":[\(elements)]}}
            """
        return try ElementTree.read(json: Array(text.utf8)).root
    }

    /// What is found in a marked text that claims the profile `urn:NAME`.
    static func found(_ text: String, _ name: String, _ library: ResourceLibrary) throws -> (found: [String], expected: [String])
    {
        // The claim goes to the end, so that it moves no mark.
        let marked = Marked(String(text.dropLast()) + #","meta":{"profile":["urn:\#(name)"]}}"#)
        return (try marked.found(try Validator(library: library, options: .withoutAdvice)), marked.expected)
    }
}
