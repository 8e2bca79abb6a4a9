import FHIRCore

extension FunctionTable {
    /// What FHIR adds (FHIR R4, 2.9.1 Additional functions).
    static let fhir: [Function] =
        [
            Function("extension", 1...1, .extensions) { (call, scope, run) throws(FHIRPathError) in
                let input: Collection = try call.input(scope, &run)
                guard let url = try call.string(0, scope, &run) else { return Collection() }
                var result = Collection()
                for case .node(let node) in input { run.appendExtensions(of: node, url: url, to: &result) }
                return result
            },
            Function("hasValue", 0...0, .boolean, isIterating: false) { HasValueExpression($0) },
            Function("getValue", 0...0, .unknown) { (call, scope, run) throws(FHIRPathError) in
                let input: Collection = try call.input(scope, &run)
                guard input.count == 1, let item = input.first else { return Collection() }
                if case .node(let node) = item, !run.types.isPrimitive(node.type) { return Collection() }
                return Collection(run.value(item))
            },
            Function("resolve", 0...0, .unknown) { (call, scope, run) throws(FHIRPathError) in
                var result = Collection()
                for item in try call.input(scope, &run) {
                    if let found = run.resolve(item) { result.append(found) }
                }
                return result
            },
            Function("memberOf", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
                guard let item = try call.item(scope, &run), let set = try call.string(0, scope, &run) else {
                    return Collection()
                }
                guard let terminology = run.environment.terminology else { throw missing("a terminology", call, run) }
                return try answer(call, run) { () throws(FHIRPathRefusal) in
                    Collection(try terminology.isMember(FHIRPathValue(item), ofValueSet: set))
                }
            },
            Function("subsumes", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
                try subsumption(call, scope, &run, isTurned: false)
            },
            Function("subsumedBy", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
                try subsumption(call, scope, &run, isTurned: true)
            },
        ] + profiles

    private static let profiles: [Function] = [
        Function("conformsTo", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard let element = try element(call, scope, &run), let profile = try call.string(0, scope, &run) else {
                return Collection()
            }
            guard let profiles = run.environment.profiles else { throw missing("profiles", call, run) }
            return try answer(call, run) { () throws(FHIRPathRefusal) in
                Collection(.boolean(try profiles.conforms(element, to: profile)))
            }
        },
        Function("elementDefinition", 0...0, .unknown) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            guard let profiles = run.environment.profiles else { throw missing("profiles", call, run) }
            var result = Collection()
            for case .node(let node) in input {
                if let definition = profiles.elementDefinition(of: node.element) { result.append(run.item(definition)) }
            }
            return result
        },
        Function("slice", 2...2, .unknown) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            guard let structure = try call.string(0, scope, &run), let name = try call.string(1, scope, &run) else {
                return Collection()
            }
            guard let profiles = run.environment.profiles else { throw missing("profiles", call, run) }
            var result = Collection()
            for case .node(let node) in input {
                let items: [Element] = try answer(call, run) { () throws(FHIRPathRefusal) in
                    try profiles.items(ofSlice: name, of: structure, in: node.element)
                }
                try run.spend(items.count + 1)
                for item in items { result.append(run.item(item)) }
            }
            return result
        },
        Function("checkModifiers", 0...100, .input) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            var known: [String] = []
            for index in call.arguments.indices { known += try call.string(index, scope, &run).map { [$0] } ?? [] }
            for case .node(let node) in input { try run.checkModifiers(of: node, known, at: call.offset) }
            return input
        },
        Function("htmlChecks", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            guard input.count == 1, case .node(let node)? = input.first,
                run.schema.definition(node.type)?.name == "xhtml"
            else { return Collection() }
            return Collection(.boolean(isAllowed(node)))
        },
    ]

    /// The XHTML keeps the rules of narrative. In XML the reader has seen that it is well-formed; prefixes may be declared around it.
    private static func isAllowed(_ node: NodeItem) -> Bool {
        node.tree.withValue(of: node.index) { bytes in
            NarrativeFormat.faults(in: bytes).allSatisfy { fault in
                if case .notWellFormed = fault { node.tree.isXML } else { false }
            }
        }
    }

    private static func missing(_ what: String, _ call: Call, _ run: Evaluator) -> FHIRPathError {
        run.fail(.unsupported, "\(call.name)() needs \(what), which this context does not provide", at: call.offset)
    }

    private static func element(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Element? {
        guard case .node(let node)? = try call.item(scope, &run) else { return nil }
        return node.element
    }

    private static func subsumption(
        _ call: Call, _ scope: Scope, _ run: inout Evaluator, isTurned: Bool
    ) throws(FHIRPathError) -> Collection {
        guard let one = try element(call, scope, &run), case .node(let node)? = try call.arguments[0].single(scope, &run) else {
            return Collection()
        }
        guard let terminology = run.environment.terminology else { throw missing("a terminology", call, run) }
        let (upper, lower): (Element, Element) = isTurned ? (node.element, one) : (one, node.element)
        return try answer(call, run) { () throws(FHIRPathRefusal) in Collection(try terminology.subsumes(upper, lower)) }
    }

    /// A service's answer; its refusal (a value set that is not at hand) is an error at the function.
    private static func answer<Answer>(
        _ call: Call, _ run: Evaluator, _ ask: () throws(FHIRPathRefusal) -> Answer
    ) throws(FHIRPathError) -> Answer {
        do throws(FHIRPathRefusal) { return try ask() } catch {
            throw run.fail(.unsupported, "\(call.name)(): \(error.reason)", at: call.offset)
        }
    }
}

/// `hasValue()`: one primitive that has a value and not only extensions.
private final class HasValueExpression: TruthExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        let input: Collection = try call.receiver.evaluate(scope, &run)
        guard input.count == 1, let item = input.first else { return false }
        guard case .node(let node) = item else { return true }
        return run.types.isPrimitive(node.type) && run.hasValue(node)
    }
}

extension Evaluator {
    fileprivate func appendExtensions(of node: NodeItem, url: String, to result: inout Collection) {
        guard let span = span("extension", of: node.type) else { return }
        let tree: ElementTree = node.tree
        var child: NodeIndex = tree.firstChild(of: node.index)
        while child != .none {
            if span.contains(tree.field(of: child)), let address = self.child("url", of: NodeItem(tree, child)) {
                let isMeant: Bool = tree.withValue(of: address.index) { $0.elementsEqual(url.utf8) }
                if isMeant { result.append(.node(NodeItem(tree, child))) }
            }
            child = tree.nextSibling(of: child)
        }
    }

    func span(_ name: StaticString, of type: TypeIndex) -> FieldSpan? {
        schema.span(named: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), of: type)
    }

    /// An error if the element has a modifier extension that is not among the known ones.
    fileprivate func checkModifiers(of node: NodeItem, _ known: [String], at offset: Int) throws(FHIRPathError) {
        guard let span = span("modifierExtension", of: node.type) else { return }
        let tree: ElementTree = node.tree
        var child: NodeIndex = tree.firstChild(of: node.index)
        while child != .none {
            if span.contains(tree.field(of: child)) {
                let url: String = self.child("url", of: NodeItem(tree, child)).flatMap { tree.valueText(of: $0.index) } ?? ""
                if !known.contains(url) {
                    throw fail(.execution, "the modifier extension \(url) is not among those that are understood", at: offset)
                }
            }
            child = tree.nextSibling(of: child)
        }
    }
}
