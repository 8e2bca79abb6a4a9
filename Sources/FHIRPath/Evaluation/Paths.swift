import FHIRCore

/// A literal.
final class LiteralExpression: CollectingExpression {
    let value: Collection
    let offset: Int

    init(_ value: Collection, at offset: Int) {
        self.value = value
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection { value }
}

/// `$this`, and what a step without receiver starts from.
final class ThisExpression: StreamingExpression {
    let offset: Int
    init(at offset: Int) { self.offset = offset }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection { Collection(scope.this) }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        guard let this = scope.this else { return true }
        return try body(this, &run)
    }
}

/// `$index` and `$total`.
final class CounterExpression: CollectingExpression {
    let isIndex: Bool
    let offset: Int

    init(isIndex: Bool, at offset: Int) {
        self.isIndex = isIndex
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        isIndex ? Collection(.integer(scope.index)) : run.total
    }
}

/// A name, its bytes at hand for the schema's look-up.
final class PathName: Sendable {
    let text: String
    // Never changed after it is made, and freed with the name.
    nonisolated(unsafe) let bytes: UnsafeBufferPointer<UInt8>

    init(_ text: String) {
        self.text = text
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = copy.initialize(from: text.utf8)
        bytes = UnsafeBufferPointer(copy)
    }

    deinit { UnsafeMutableBufferPointer(mutating: bytes).deallocate() }
}

/// `receiver.name`: the children of that name. At the start of a path a type's name stands for an input of that type.
final class StepExpression: StreamingExpression {
    /// What the name was found to stand for when it was compiled.
    struct Target {
        /// The type, at the start of a path.
        var root: TypeIndex = .unknown
        /// The type that the items are expected to have, and the fields that the name stands for in it.
        var expected: TypeIndex = .unknown
        var span: FieldSpan?
    }

    let receiver: any Expression
    let name: PathName
    private let root: TypeIndex
    private let expected: TypeIndex
    private let span: FieldSpan?
    let offset: Int

    init(_ receiver: any Expression, _ name: String, _ target: Target, at offset: Int) {
        self.receiver = receiver
        self.name = PathName(name)
        root = target.root
        expected = target.expected
        span = target.span
        self.offset = offset
    }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        try receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in try step(item, &run, body) }
    }

    private func step(_ item: Item, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        guard case .node(let node) = item else { return try property(of: item, &run, body) }
        let tree: ElementTree = node.tree
        let type: TypeIndex = tree.type(of: node.index)
        if root != .unknown, run.types.isKind(type, of: root) { return try body(item, &run) }
        var span: FieldSpan? = self.span
        if type != expected {
            span = run.schema.span(named: name.bytes, of: type)
            // Only JSON and XML name a choice with its type.
            if span?.isConcreteChoice == true, !run.isDefinition { span = nil }
        }
        guard let span else {
            // A primitive has its system value for a child (FHIR R4, 2.9.1.5, note on hasValue).
            guard name.text == "value", run.types.isPrimitive(type), let value = run.value(item) else { return true }
            return try body(value, &run)
        }
        var child: NodeIndex = tree.firstChild(of: node.index)
        while child != .none {
            if span.contains(tree.field(of: child)), tree.isThere(child) {
                try run.spend()
                if try !body(.node(NodeItem(tree, child)), &run) { return false }
            }
            child = tree.nextSibling(of: child)
        }
        return true
    }

    /// What a system value has of its own.
    private func property(of item: Item, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        switch (item, name.text) {
        case (.typeInfo(let type), "name"): try body(.string(type.name), &run)
        case (.typeInfo(let type), "namespace"): try body(.string(type.namespace ?? "System"), &run)
        case (.quantity(let quantity), "value"): try body(.decimal(quantity.value), &run)
        case (.quantity(let quantity), "unit"), (.quantity(let quantity), "code"): try body(.string(quantity.unit), &run)
        default: true
        }
    }
}

/// `receiver[index]`
final class IndexerExpression: CollectingExpression {
    let receiver: any Expression
    let index: any Expression
    let offset: Int

    init(_ receiver: any Expression, _ index: any Expression, at offset: Int) {
        self.receiver = receiver
        self.index = index
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        guard let place = try index.single(scope, &run) else { return Collection() }
        guard case .integer(let wanted)? = run.value(place) else {
            throw run.fail(.execution, "an index is an integer, not \(run.name(of: place))", at: index.offset)
        }
        var count: Int = 0
        var result = Collection()
        try receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            if count == wanted { result = Collection(item) }
            count += 1
            return count <= wanted
        }
        return result
    }
}

/// `%name`
final class VariableExpression: CollectingExpression {
    let name: String
    let offset: Int

    init(_ name: String, at offset: Int) {
        self.name = name
        self.offset = offset
    }

    /// Code systems that have a name of their own (FHIR R4, 2.9.1 Variables).
    static let systems: [String: String] = [
        "sct": "http://snomed.info/sct", "loinc": "http://loinc.org", "ucum": "http://unitsofmeasure.org",
    ]
    static let contextNames: [String] = ["context", "resource", "rootResource"]

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        if let own = run.defined.last(where: { $0.name == name }) { return own.value }
        switch name {
        case "context": return Collection(run.context)
        case "resource": return Collection(run.resource)
        case "rootResource": return Collection(run.rootResource)
        default: break
        }
        if let values = run.environment.variables[name] { return try given(values, &run) }
        if let system = VariableExpression.systems[name] { return Collection(.string(system)) }
        if name.hasPrefix("vs-") { return Collection(.string("http://hl7.org/fhir/ValueSet/" + name.dropFirst(3))) }
        if name.hasPrefix("cs-") { return Collection(.string("http://hl7.org/fhir/" + name.dropFirst(3))) }
        if name.hasPrefix("ext-") { return Collection(.string("http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4))) }
        let known: [String] =
            VariableExpression.contextNames + VariableExpression.systems.keys.sorted() + run.environment.variables.keys.sorted()
            + run.defined.map(\.name)
        throw run.fail(
            .semantic, "no variable %\(name) is defined", at: offset, suggestion: nearest(to: name, among: known).map { "%" + $0 }
        )
    }

    private func given(_ values: [FHIRPathValue], _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        var result = Collection()
        for value in values {
            if case .element(let element) = value {
                result.append(run.item(element))
            } else if let item = value.item {
                result.append(item)
            } else {
                throw run.fail(.execution, "the value given for %\(name) is no \(value.typeName)", at: offset)
            }
        }
        return result
    }
}
