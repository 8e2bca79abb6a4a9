import FHIRCore

/// A type that an expression names, looked up when it is compiled.
enum TypeTest: Sendable {
    /// A type of the schema.
    case fhir(TypeIndex)
    case system(SystemType)
    /// `Date` alone: the system's type where values are made, the schema's type of that name where there is one.
    case either(TypeIndex, SystemType)
    /// No such type in the namespace System.
    case nothing

    enum SystemType: String, Sendable, CaseIterable {
        case boolean = "Boolean", string = "String", integer = "Integer", decimal = "Decimal", date = "Date"
        case dateTime = "DateTime", time = "Time", quantity = "Quantity", any = "Any"
    }

    /// The type of that name; nil if the schema has none. Definitions of FHIR R4 write `Boolean` where they mean FHIR's boolean, so in
    /// them the name of a system's type alone stands for both.
    init?(_ name: TypeName, _ schema: Schema, isDefinition: Bool) {
        let system: SystemType? = SystemType(rawValue: name.name)
        if isDefinition, name.namespace == nil, let system, schema.type(named: name.name) == nil,
            let type = schema.type(named: name.name.prefix(1).lowercased() + name.name.dropFirst())
        {
            self = .either(type, system)
            return
        }
        switch name.namespace {
        case "System": self = system.map { .system($0) } ?? .nothing
        case "FHIR", nil:
            let type: TypeIndex? = schema.type(named: name.name)
            if let type, let system, name.namespace == nil {
                self = .either(type, system)
            } else if let type {
                self = .fhir(type)
            } else if let system, name.namespace == nil {
                self = .system(system)
            } else {
                return nil
            }
        default: return nil
        }
    }
}

extension Evaluator {
    /// Whether an item is of a type. `isExact`: a primitive is of its own type only, as `as` and `ofType` have it.
    func isType(_ item: Item, _ test: TypeTest, isExact: Bool) -> Bool {
        if case .node(let node) = item {
            switch test {
            case .fhir(let type), .either(let type, _):
                if isExact && types.isPrimitive(node.type) { return node.type == type }
                return types.isKind(node.type, of: type)
            case .system(let system): return system == .any
            case .nothing: return false
            }
        }
        switch test {
        case .system(let system), .either(_, let system): return isSystem(item, system)
        case .fhir, .nothing: return false
        }
    }

    private func isSystem(_ item: Item, _ type: TypeTest.SystemType) -> Bool {
        if type == .any { return true }
        switch item {
        case .boolean: return type == .boolean
        case .integer: return type == .integer
        case .decimal, .longDecimal: return type == .decimal
        case .string: return type == .string
        case .temporal(let value):
            return value.kind == .date ? type == .date : (value.kind == .time ? type == .time : type == .dateTime)
        case .quantity: return type == .quantity
        case .node, .typeInfo: return false
        }
    }
}

/// `is` and `.is()`
final class TypeTestExpression: TruthExpression {
    let operand: any Expression
    let type: TypeTest
    let offset: Int

    init(_ operand: any Expression, _ type: TypeTest, at offset: Int) {
        self.operand = operand
        self.type = type
        self.offset = offset
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        guard let item = try operand.single(scope, &run) else { return nil }
        return run.isType(item, type, isExact: false)
    }
}

/// `as`, `.as()` and `.ofType()`: the items of a type.
final class TypeFilterExpression: StreamingExpression {
    let operand: any Expression
    let type: TypeTest
    /// More than one item is an error; not in the definitions of the standard, which filter with `as`.
    let isSingle: Bool
    let offset: Int

    init(_ operand: any Expression, _ type: TypeTest, isSingle: Bool, at offset: Int) {
        self.operand = operand
        self.type = type
        self.isSingle = isSingle
        self.offset = offset
    }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        if isSingle && !run.isDefinition {
            guard let item = try operand.single(scope, &run), run.isType(item, type, isExact: true) else { return true }
            return try body(item, &run)
        }
        return try operand.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            run.isType(item, type, isExact: true) ? try body(item, &run) : true
        }
    }
}
