/// A type under generation, with the types nested in it and around it, which hide those of the module.
struct SwiftScope {
    let plan: ModelPlan
    let type: TypeDefinition
    /// "Bundle.Entry"
    let swiftName: String
    private let hidden: Set<String>

    init(plan: ModelPlan, root: TypeDefinition) {
        self.init(plan: plan, type: root, swiftName: root.name, around: [])
    }

    private init(plan: ModelPlan, type: TypeDefinition, swiftName: String, around: Set<String>) {
        self.plan = plan
        self.type = type
        self.swiftName = swiftName
        let nested: [String] = plan.nestedTypes(of: type).map { Self.lastName($0.name) }
        let choices: [String] = type.elements.filter { $0.isChoice }.map { SwiftName.nested(String($0.name.dropLast(3))) }
        hidden = around.union(nested).union(choices)
    }

    var nested: [SwiftScope] {
        plan.nestedTypes(of: type).map {
            SwiftScope(plan: plan, type: $0, swiftName: "\(swiftName).\(Self.lastName($0.name))", around: hidden)
        }
    }

    /// The Swift type of a type of the definitions, as it is written inside this scope.
    func reference(to name: String) -> String {
        guard let type = plan.type(name) else { return "FHIRString" }
        switch type.kind {
        case .primitive: return visible(SwiftName.primitive(name))
        case .complex: return visible(name)
        case .resource: return "AnyResource"
        case .backbone:
            let parts: [Substring] = name.split(separator: ".")
            return ([visible(String(parts[0]))] + parts.dropFirst().map { SwiftName.nested(String($0)) }).joined(separator: ".")
        }
    }

    /// A type that is nested in this one, as it is written inside this scope.
    func nestedReference(_ name: String) -> String {
        let parts: [Substring] = swiftName.split(separator: ".")
        return ([visible(String(parts[0]))] + parts.dropFirst().map(String.init) + [name]).joined(separator: ".")
    }

    /// The module's type, with the module's name where a nested type hides it.
    func visible(_ name: String) -> String { hidden.contains(name) ? "FHIRModels.\(name)" : name }

    /// The type of one value of an element that is no choice.
    func valueType(of element: ElementDefinition) -> String {
        if let code = plan.codeType(of: element) { return visible(code.name) }
        return reference(to: element.types.first?.code ?? "string")
    }

    private static func lastName(_ path: String) -> String {
        SwiftName.nested(String(path.split(separator: ".").last ?? ""))
    }
}
