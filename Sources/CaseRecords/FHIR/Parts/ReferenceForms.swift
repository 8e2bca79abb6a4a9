import FHIRCore
import FHIRModels

extension Form where Value == ItemID, View == Reference {
    /// Another item of the record, in an element that the standard lets refer only to some types: `Procedure.reasonReference`.
    ///
    /// Where the item is of another type, the reference stands in an extension on the element's own, so that the list keeps its
    /// order and the standard its rule.
    static func item(in place: String) -> Self { item(allowed: Targets(of: place)) }

    /// Another item of the record, of any type.
    static var item: Self { item(allowed: .any) }

    /// Another item of the record, of the types.
    static func item(of types: Set<String>) -> Self { item(allowed: .types(types)) }

    private static func item(allowed: Targets) -> Self {
        Self(
            put: { id, writer in
                guard let target = writer.targets[id] else { return Reference(display: FHIRString(id.rawValue)) }
                let reference = Reference(reference: FHIRString(target.fullURL))
                if allowed.contains(target.type) { return reference }
                var outer = Reference.empty()
                outer.append(Extension(Canonical.structure("any-reference"), holding: reference))
                return outer
            },
            get: { view, reader in
                if view.reference == nil, let inner = view.extensions(Canonical.structure("any-reference")).first,
                    let reference = inner.part(Reference.self), let place = reader.place(of: reference)
                {
                    reader.take(inner.url)
                    reader.take(reference.reference)
                    return reader.entries[place].name
                }
                guard let place = reader.place(of: view) else {
                    reader.refuse(view.element, "the bundle has no resource that this refers to")
                    return nil
                }
                reader.take(view.reference)
                return reader.entries[place].name
            })
    }
}

/// The resource types that a reference may mean.
enum Targets {
    case any
    case types(Set<String>)

    /// What the standard's definitions say of an element, such as `Procedure.performer.actor`.
    init(of place: String) {
        let parts = place.split(separator: ".")
        let owner = parts.dropLast().joined(separator: ".")
        let schema = Schema.r4
        guard let type = schema.type(named: owner), let last = parts.last, let field = schema.field(String(last), of: type),
            let definition = schema.definition(field)
        else {
            self = .types([])
            return
        }
        let profiles = definition.element.types.flatMap(\.targetProfiles)
        let names = Set(profiles.map { String($0.split(separator: "/").last ?? "") })
        self = names.isEmpty || names.contains("Resource") ? .any : .types(names)
    }

    func contains(_ type: String) -> Bool {
        switch self {
        case .any: true
        case .types(let types): types.contains(type)
        }
    }
}

extension Carrier {
    /// The patient or group that the resource is about.
    static func subject(_ view: Path<View, Reference?>) -> Self {
        Self(
            put: { _, target, writer in target[keyPath: view] = writer.subject },
            get: { source, _, reader in
                guard let reference = source[keyPath: view], let place = reader.place(of: reference) else { return }
                if place == reader.subject { reader.take(reference.reference) }
            })
    }
}
