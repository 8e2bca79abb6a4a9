import UCUM

/// A filter of a value set on units by what they come down to (FHIR R4, 4.3.0.3 Using UCUM: the property `canonical`).
struct UnitFilter: Sendable {
    private let units: [CanonicalUnit]

    /// Nil for a filter that is not understood.
    init?(_ filter: ValueSet.Filter) {
        guard filter.property == "canonical", filter.operation == "=" || filter.operation == "in" else { return nil }
        let codes: [Substring] = filter.operation == "in" ? filter.value.split(separator: ",") : [Substring(filter.value)]
        let units: [CanonicalUnit] = codes.compactMap { try? Unit(String($0)).canonical() }
        if units.count != codes.count { return nil }
        self.units = units
    }

    /// A unit of the same dimensions passes.
    func holds(_ code: String) -> Bool {
        guard let unit = try? Unit(code).canonical() else { return false }
        return units.contains { unit.isCommensurable(with: $0) }
    }
}
