import FHIRCore
import FHIRTerminology

/// Checks resources against the FHIR definitions and profiles.
///
/// A validator does not change and can be used by many threads at once. Invalid content never throws: it becomes diagnostics.
///
///     let outcome = Validator().validate(try ElementTree.read(json: bytes))
///     for issue in outcome.issues { print(issue.path, issue.message) }
public final class Validator: Sendable {
    /// The FHIR definitions.
    public let schema: Schema
    /// The code systems and value sets at hand.
    public let terminology: Terminology
    /// The form of each type's values, by the type's row; nil for types that are no primitives.
    let formats: [PrimitiveFormat?]
    let types: KnownTypes

    /// A validator over the base definitions of a schema.
    public init(schema: Schema = .r4) {
        self.schema = schema
        terminology = Terminology(schema: schema)
        var formats: [PrimitiveFormat?] = Array(repeating: nil, count: schema.typeCount)
        for format in PrimitiveFormat.allCases {
            if let type = schema.type(named: format.rawValue) { formats[type.number] = format }
        }
        self.formats = formats
        types = KnownTypes(schema)
    }

    /// Checks a resource, and all resources in it.
    public func validate(_ tree: ElementTree) -> ValidationOutcome {
        var context = ValidationContext(self, tree)
        BaseRules.validate(&context)
        return ValidationOutcome(tree: tree, diagnostics: context.diagnostics)
    }
}

/// Types that rules ask for by name.
struct KnownTypes: Sendable {
    let coding: TypeIndex
    let codeableConcept: TypeIndex
    let quantity: TypeIndex
    let reference: TypeIndex
    let code: TypeIndex

    init(_ schema: Schema) {
        let type: (String) -> TypeIndex = { schema.type(named: $0) ?? .unknown }
        coding = type("Coding")
        codeableConcept = type("CodeableConcept")
        quantity = type("Quantity")
        reference = type("Reference")
        code = type("code")
    }
}
