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
    /// Limits of its value.
    var limits = ValueLimits()
    /// Value sets beside the binding's own.
    var additionalBindings: [AdditionalBinding] = []
    /// A primitive must have a value: an extension alone is not enough.
    var mustHaveValue: Bool = false
    /// Extensions of which a primitive without a value must have one.
    var valueAlternatives: [String] = []
    /// A regular expression that the text must match as a whole.
    var expression: String?
    /// Digits behind the point, at most.
    var maxDecimalPlaces: Int?
    /// Bytes of an attachment or of base64, at most.
    var maxSize: Int?

    struct Invariant {
        let key: String
        let expression: String?
        /// What it asks for, in the words of the profile.
        let human: String?
        let isWarning: Bool
        let isBestPractice: Bool
        /// The profile that states it, where that is not the one that repeats it.
        let source: String?
    }

    struct ConstrainedType {
        let code: String
        let profiles: [String]
        let targetProfiles: [String]
        var aggregation: [String] = []
    }

    struct ConstrainedBinding {
        let strength: Binding.Strength
        /// Nil where only the greatest set is stated.
        let valueSet: String?
        /// Codes outside of it are wrong whatever the strength.
        let maximum: String?
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
                code: ElementConstraint.typeName(type),
                profiles: type.children(named: "profile").compactMap(ElementConstraint.profile),
                targetProfiles: type.children(named: "targetProfile").compactMap(\.value),
                aggregation: type.children(named: "aggregation").compactMap(\.value))
        }
        fixed = definition.child(named: "fixed[x]")
        pattern = definition.child(named: "pattern[x]")
        binding = definition.child(named: "binding").flatMap(ElementConstraint.binding)
        maxLength = text("maxLength").flatMap { Int($0) }
        narrativeControl = NarrativeControl(definition)
        slicing = definition.child(named: "slicing").map(ElementConstraint.slicing)
        isModifier = text("isModifier") == "true"
        invariants = definition.children(named: "constraint").compactMap { constraint in
            guard let key = constraint.child(named: "key")?.value else { return nil }
            return Invariant(
                key: key, expression: constraint.child(named: "expression")?.value,
                human: constraint.child(named: "human")?.value,
                isWarning: constraint.child(named: "severity")?.value == "warning",
                isBestPractice: constraint.extensionValue(ElementConstraint.bestPractice)?.value == "true",
                source: constraint.child(named: "source")?.value)
        }
        limits = ValueLimits(definition)
        additionalBindings = definition.child(named: "binding").map(AdditionalBinding.all) ?? []
        mustHaveValue = ElementConstraint.marks(definition, "/extension-ElementDefinition.mustHaveValue").contains("true")
        valueAlternatives = ElementConstraint.marks(definition, "/extension-ElementDefinition.valueAlternatives")
        let base: String = "http://hl7.org/fhir/StructureDefinition/"
        expression = definition.extensionValue(base + "regex")?.value
        maxDecimalPlaces = definition.extensionValue(base + "maxDecimalPlaces")?.value.flatMap { Int($0) }
        maxSize = definition.extensionValue(base + "maxSize")?.value.flatMap { Double($0) }.flatMap { Int(exactly: $0.rounded()) }
    }

    /// Values of extensions that carry elements of later versions; their addresses name the version.
    private static func marks(_ definition: Element, _ name: String) -> [String] {
        definition.children(named: "extension").compactMap { mark in
            mark.child(named: "url")?.value?.hasSuffix(name) == true ? mark.child(named: "value[x]")?.value : nil
        }
    }

    private static let bestPractice: String = "http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice"

    /// The canonical address of a profile; behind `#` the element of it that is meant (elementdefinition-profile-element).
    private static func profile(_ type: Element) -> String? {
        let part: String? =
            type.extensionValue("http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element")?.value
        return type.value.map { url in part.map { url + "#" + $0 } ?? url }
    }

    private static func typeName(_ type: Element) -> String {
        let code: String = type.child(named: "code")?.value ?? ""
        return String(code.split(separator: "/").last ?? "")
    }

    /// Nil where the codes are described in words alone.
    private static func binding(_ binding: Element) -> ConstrainedBinding? {
        let set: String? = binding.child(named: "valueSet")?.value
        let maximum: String? = binding.extensionValue("http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet")?
            .value
        if set == nil, maximum == nil { return nil }
        return ConstrainedBinding(strength: ElementConstraint.strength(binding), valueSet: set, maximum: maximum)
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
        limits.overlay(derived.limits)
        if !derived.additionalBindings.isEmpty { additionalBindings = derived.additionalBindings }
        mustHaveValue = mustHaveValue || derived.mustHaveValue
        if !derived.valueAlternatives.isEmpty { valueAlternatives = derived.valueAlternatives }
        expression = derived.expression ?? expression
        maxDecimalPlaces = derived.maxDecimalPlaces ?? maxDecimalPlaces
        maxSize = derived.maxSize ?? maxSize
    }
}
