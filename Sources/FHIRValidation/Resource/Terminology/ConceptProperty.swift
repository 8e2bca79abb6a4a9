/// The concept properties that the standard defines for any code system (http://hl7.org/fhir/concept-properties).
enum ConceptProperty: String, CaseIterable {
    case status, inactive, effectiveDate, deprecated, deprecationDate, retirementDate, notSelectable, parent, child, partOf
    case synonym, comment, itemWeight

    /// What its address begins with.
    static let base: String = "http://hl7.org/fhir/concept-properties#"

    /// The property of an address.
    init?(uri: String) {
        guard uri.hasPrefix(ConceptProperty.base) else { return nil }
        self.init(rawValue: String(uri.dropFirst(ConceptProperty.base.count)))
    }

    /// Its address.
    var uri: String { ConceptProperty.base + rawValue }

    /// The type of its values, as CodeSystem.property.type names it.
    var type: String {
        switch self {
        case .status, .parent, .child, .partOf, .synonym: "code"
        case .inactive, .notSelectable: "boolean"
        case .effectiveDate, .deprecated, .deprecationDate, .retirementDate: "dateTime"
        case .comment: "string"
        case .itemWeight: "decimal"
        }
    }
}
