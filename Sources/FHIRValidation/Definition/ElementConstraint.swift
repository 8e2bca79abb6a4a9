import FHIRCore

/// What an element definition asks for beyond what it repeats from the definitions below it.
struct ElementConstraint {
    var min: Int?
    /// `Int.max` for any number.
    var max: Int?
    var types: [ConstrainedType] = []
    var fixed: Element?
    var pattern: Element?
    var binding: ConstrainedBinding?
    var maxLength: Int?
    var narrativeControl: NarrativeControl?
    var slicing: Slicing?
    var isModifier: Bool = false
    /// Invariants stated here.
    var invariants: [Invariant] = []
    /// Names of what it asks for that no rule checks.
    var unsupported: [String] = []

    struct Invariant {
        let key: String
        let expression: String?
        let isWarning: Bool
    }

    struct ConstrainedType {
        let code: String
        let profiles: [String]
        let targetProfiles: [String]
        var aggregation: [String] = []
    }

    struct ConstrainedBinding {
        let strength: Binding.Strength
        let valueSet: String
    }

    struct Slicing {
        let discriminators: [Discriminator]
        let rules: String
        let isOrdered: Bool
    }

    struct Discriminator {
        let type: String
        let path: String
    }

    init() {}

    init(_ definition: Element) {
        let text: (String) -> String? = { definition.child(named: $0)?.value }
        min = text("min").flatMap { Int($0) }
        max = text("max").flatMap { $0 == "*" ? Int.max : Int($0) }
        types = definition.children(named: "type").map { type in
            ConstrainedType(
                code: ElementConstraint.typeName(type), profiles: type.children(named: "profile").compactMap(\.value),
                targetProfiles: type.children(named: "targetProfile").compactMap(\.value),
                aggregation: type.children(named: "aggregation").compactMap(\.value))
        }
        fixed = definition.child(named: "fixed[x]")
        pattern = definition.child(named: "pattern[x]")
        if let binding = definition.child(named: "binding"), let set = binding.child(named: "valueSet")?.value {
            self.binding = ConstrainedBinding(strength: ElementConstraint.strength(binding), valueSet: set)
        }
        maxLength = text("maxLength").flatMap { Int($0) }
        narrativeControl = NarrativeControl(definition)
        slicing = definition.child(named: "slicing").map(ElementConstraint.slicing)
        isModifier = text("isModifier") == "true"
        invariants = definition.children(named: "constraint").compactMap { constraint in
            guard let key = constraint.child(named: "key")?.value else { return nil }
            return Invariant(
                key: key, expression: constraint.child(named: "expression")?.value,
                isWarning: constraint.child(named: "severity")?.value == "warning")
        }
        unsupported = ["minValue[x]", "maxValue[x]"].filter { definition.child(named: $0) != nil }
    }

    private static func typeName(_ type: Element) -> String {
        let code: String = type.child(named: "code")?.value ?? ""
        return String(code.split(separator: "/").last ?? "")
    }

    private static func strength(_ binding: Element) -> Binding.Strength {
        switch binding.child(named: "strength")?.value {
        case "required": .required
        case "extensible": .extensible
        case "preferred": .preferred
        default: .example
        }
    }

    private static func slicing(_ element: Element) -> Slicing {
        Slicing(
            discriminators: element.children(named: "discriminator").map { discriminator in
                Discriminator(
                    type: discriminator.child(named: "type")?.value ?? "",
                    path: discriminator.child(named: "path")?.value ?? "$this")
            },
            rules: element.child(named: "rules")?.value ?? "open", isOrdered: element.child(named: "ordered")?.value == "true")
    }

    /// Lays a constraint of a derived profile over this one.
    mutating func overlay(_ derived: ElementConstraint) {
        min = derived.min ?? min
        max = derived.max ?? max
        if !derived.types.isEmpty { types = derived.types }
        fixed = derived.fixed ?? fixed
        pattern = derived.pattern ?? pattern
        binding = derived.binding ?? binding
        maxLength = derived.maxLength ?? maxLength
        narrativeControl = derived.narrativeControl ?? narrativeControl
        slicing = derived.slicing ?? slicing
        isModifier = isModifier || derived.isModifier
        invariants += derived.invariants.filter { one in !invariants.contains { $0.key == one.key } }
        unsupported += derived.unsupported.filter { !unsupported.contains($0) }
    }
}
