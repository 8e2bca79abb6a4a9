import FHIRCore

/// Paths of element definitions under the types of the schema.
enum ElementPath {
    /// Why an element of a constraint cannot stand at its path; nil if it can.
    static func fault(_ path: String, _ element: Element, in root: TypeDefinition) -> String? {
        var types: [TypeDefinition] = [root]
        let names: [String] = path.split(separator: ".").map(String.init)
        for (index, name) in names.enumerated().dropFirst() {
            var next: [TypeDefinition] = []
            var isFound: Bool = false
            var choice: String?
            for type in types {
                // Names of what stands in any resource are not known.
                if type.kind == .resource, type.isAbstract { return nil }
                guard let place = ChildPlace(name, in: type) else { continue }
                isFound = true
                if place.element.isChoice, place.isOneType == false, name != place.element.name { choice = place.element.name }
                next += place.baseTypes
            }
            if !isFound {
                let parent: String = names[..<index].joined(separator: ".")
                return "\(path): \(parent) has no element \(name)" + (hint(name, types).map { "; did you mean \($0)?" } ?? "")
            }
            if let choice, index == names.count - 1, element.child(named: "type") == nil {
                return "\(path): a choice is named \(choice) where its types are not constrained"
            }
            types = next
        }
        return nil
    }

    private static func hint(_ name: String, _ types: [TypeDefinition]) -> String? {
        nearest(to: name, among: types.flatMap { $0.elements.map(\.name) + $0.fields.map(\.name) })
    }
}
