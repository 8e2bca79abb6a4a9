import FHIRCore

extension ProfileElement {
    /// Closes the choices that a profile names by one of their types: `valueQuantity` in a differential says that the value is a Quantity
    /// and none of the other types, unless the choice itself is said to be sliced or to have certain types (FHIR R4, 5.1.0.5.4).
    func closeChoices(in type: TypeDefinition) {
        var types: [String: [String]] = [:]
        var order: [String] = []
        for child in children {
            guard let place = ChildPlace(child.name, in: type), place.isOneType, let code = place.baseTypes.first?.name else {
                continue
            }
            if types[place.element.name] == nil { order.append(place.element.name) }
            types[place.element.name, default: []].append(code)
        }
        for name in order {
            let short = String(name.dropLast(3))
            let choice: ProfileElement = children.first { $0.name == name || $0.name == short } ?? child(name)
            guard choice.constraint.types.isEmpty, choice.constraint.slicing == nil, choice.slices.isEmpty else { continue }
            choice.constraint.types = (types[name] ?? []).map {
                ElementConstraint.ConstrainedType(code: $0, profiles: [], targetProfiles: [])
            }
        }
    }
}
