import FHIRCore

/// An expression of FHIRPath 2.0 with the additions of FHIR R4, compiled once and evaluated as often as needed, from any thread.
///
///     let patient = try ElementTree.read(json: bytes).root
///     let path = try FHIRPath("name.where(use = 'official').given")
///     for value in try path.evaluate(on: patient) { print(value.text ?? "") }
///
/// What is wrong with an expression is told with its place and what may have been meant:
///
///     do { _ = try FHIRPath("name.gven", context: "Patient", isStrict: true) } catch { print(error) }
///     // 1:6: HumanName has no 'gven'; did you mean given?
///     // name.gven
///     //      ^
public final class FHIRPath: Sendable {
    /// How an expression is held to the specification.
    public enum Manner: Sendable {
        /// As the specification has it: `as` takes one item, choices are named without their type.
        case user
        /// As the standard's own definitions are written: `as` filters a collection.
        case definition
    }

    /// The text of the expression.
    public let expression: String
    /// How it is held to the specification.
    public let manner: Manner
    private let syntax: SyntaxNode
    private let compiled: any Expression
    let types: TypeTable

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - context: the name of the type that it will be evaluated on, such as `Patient` or `Patient.contact`; nil for any.
    ///   - isStrict: names that the type does not have, and functions that need an order where there is none, are errors.
    /// - Throws: what is wrong, where, and what may have been meant.
    public convenience init(
        _ expression: String, context: String? = nil, manner: Manner = .user, isStrict: Bool = false, schema: Schema = .r4
    ) throws(FHIRPathError) {
        var contexts: [TypeIndex] = []
        if let context {
            guard let type = schema.type(named: context) else {
                let message: String = "the context \(context) is no type of FHIR \(schema.fhirVersion)"
                throw FHIRPathError(.semantic, message, in: expression, at: 0)
            }
            contexts = [type]
        }
        try self.init(expression, contexts: contexts, manner: manner, isStrict: isStrict, schema: schema)
    }

    /// Compiles an expression for a context of one of several types; none: of any type.
    package init(
        _ expression: String, contexts: [TypeIndex], manner: Manner, isStrict: Bool = false, schema: Schema = .r4
    ) throws(FHIRPathError) {
        self.expression = expression
        self.manner = manner
        syntax = try Parser.parse(expression)
        types = TypeTable.of(schema)
        let context: StaticType = contexts.isEmpty ? .unknown : StaticType(nodes: Set(contexts))
        let compiler = Compiler(
            source: expression, schema: schema, types: types, isDefinition: manner == .definition, isStrict: isStrict,
            context: context)
        compiled = try compiler.compile(syntax, this: context).expression
    }

    /// Evaluates the expression.
    ///
    ///     var environment = FHIRPathEnvironment()
    ///     environment.variables["limit"] = [.date("2000-01-01")]
    ///     let isOlder = try FHIRPath("birthDate < %limit").evaluate(on: patient, in: environment)  // [.boolean(true)]
    ///
    /// - Parameters:
    ///   - element: the input; nil for an expression that needs none.
    ///   - environment: variables, services and limits; `EmbeddedPathServices` has one that answers `memberOf` and `conformsTo`.
    /// - Returns: the items in order; empty for none.
    /// - Throws: what went wrong and where in the expression, or which limit ended the run.
    public func evaluate(
        on element: Element? = nil, in environment: FHIRPathEnvironment = FHIRPathEnvironment()
    ) throws(FHIRPathError) -> [FHIRPathValue] {
        var run = Evaluator(environment, types: types, source: expression, isDefinition: manner == .definition)
        run.begin(on: element)
        return try compiled.evaluate(Scope(this: run.context), &run).map { FHIRPathValue($0) }
    }

    /// Evaluates the expression as a criterion: empty is nil, a boolean itself, any other single item true.
    public func isTrue(
        on element: Element, in environment: FHIRPathEnvironment = FHIRPathEnvironment()
    ) throws(FHIRPathError) -> Bool? {
        var run = Evaluator(environment, types: types, source: expression, isDefinition: manner == .definition)
        run.begin(on: element)
        return try compiled.truth(Scope(this: run.context), &run)
    }

    /// The parsed expression, one line a node, operands indented below their operation.
    public var outline: String { syntax.outline }

    /// The text is FHIRPath, and every function in it exists. Needs no schema.
    package static func checkSyntax(_ expression: String) throws(FHIRPathError) {
        try Parser.parse(expression).checkFunctions(in: expression)
    }

    func truth(on node: NodeItem, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        try compiled.truth(Scope(this: .node(node)), &run)
    }
}

/// Evaluates many expressions on the nodes of one tree: the invariants of a validator.
///
/// Not for use from several threads at once; each takes its own.
package struct FHIRPathRun: Sendable {
    private var run: Evaluator
    let tree: ElementTree

    /// A run over a tree in an environment; its limit on steps is for all of its evaluations together.
    package init(_ tree: ElementTree, in environment: FHIRPathEnvironment = FHIRPathEnvironment()) {
        self.tree = tree
        run = Evaluator(environment, types: TypeTable.of(tree.schema), source: "", isDefinition: true)
        run.begin(on: tree.root)
    }

    /// Evaluates an expression as a criterion on a node; `resource` is the resource around it, `root` what contains that.
    package mutating func isTrue(
        _ path: FHIRPath, on node: NodeIndex, resource: NodeIndex, root: NodeIndex
    ) throws(FHIRPathError) -> Bool? {
        run.source = path.expression
        run.isDefinition = path.manner == .definition
        let item = NodeItem(tree, node)
        run.context = .node(item)
        run.resource = .node(NodeItem(tree, resource))
        run.rootResource = .node(NodeItem(tree, root))
        run.defined.removeAll(keepingCapacity: true)
        return try path.truth(on: item, &run)
    }
}
