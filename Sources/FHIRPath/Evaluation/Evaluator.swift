import FHIRCore
import RegularExpressions
import UCUM

/// What changes during an evaluation; the expression itself never does.
struct Evaluator {
    let environment: FHIRPathEnvironment
    let types: TypeTable
    /// The text of the expression, for errors.
    var source: String
    /// Definitions of the standard take `as` on collections as a filter.
    var isDefinition: Bool
    private var stepsLeft: Int
    /// Every tree that items may point into.
    private(set) var trees: [ElementTree] = []
    /// `%context`: what the evaluation began with.
    var context: Item?
    var resource: Item?
    var rootResource: Item?
    /// `$total` of the innermost `aggregate`.
    var total = Collection()
    /// What `defineVariable` named, innermost last.
    var defined: [(name: String, value: Collection)] = []
    /// What was evaluated once for all items, with what it was evaluated for.
    var constants: [ObjectIdentifier: ConstantExpression.Entry] = [:]
    private var patterns: [String: RegularExpression] = [:]
    private var units: [String: CanonicalUnit?] = [:]
    private var moment: Temporal?
    /// Where references lead, by the tree in which they were followed.
    private var references: [ObjectIdentifier: ResourceIndex] = [:]

    init(_ environment: FHIRPathEnvironment, types: TypeTable, source: String, isDefinition: Bool) {
        self.environment = environment
        self.types = types
        self.source = source
        self.isDefinition = isDefinition
        stepsLeft = environment.limits.steps
    }

    var schema: Schema { types.schema }

    func fail(_ code: FHIRPathError.Code, _ message: String, at offset: Int, suggestion: String? = nil) -> FHIRPathError {
        FHIRPathError(code, message, in: source, at: offset, suggestion: suggestion)
    }

    /// Counts work.
    @inline(__always)
    mutating func spend(_ steps: Int = 1) throws(FHIRPathError) {
        stepsLeft &-= steps
        if stepsLeft < 0 { throw tooManySteps() }
    }

    /// Counts the work on a text: long ones take longer.
    @inline(__always)
    mutating func spend(on text: String) throws(FHIRPathError) { try spend(text.utf8.count >> 4) }

    private func tooManySteps() -> FHIRPathError {
        fail(.limit, "the evaluation took more than \(environment.limits.steps) steps and was ended", at: 0)
    }

    func check(size: Int, at offset: Int) throws(FHIRPathError) {
        if size > environment.limits.items {
            throw fail(.limit, "the collection would have more than \(environment.limits.items) items", at: offset)
        }
    }

    /// A text that an expression made, if it is not too long.
    mutating func check(text: String, at offset: Int) throws(FHIRPathError) -> String {
        try spend(on: text)
        if text.utf8.count > environment.limits.textBytes {
            throw fail(.limit, "the string would have more than \(environment.limits.textBytes) bytes", at: offset)
        }
        return text
    }

    // MARK: Elements

    /// An item for an element; its tree stays for the rest of the run.
    mutating func item(_ element: Element) -> Item {
        // A tree that is held twice does no harm, and looking through all of them would take time with their square.
        if trees.last !== element.tree { trees.append(element.tree) }
        return .node(NodeItem(element))
    }

    mutating func begin(on element: Element?) {
        guard let element else { return }
        context = item(element)
        resource = environment.resource.map { item($0) } ?? .node(NodeItem(element.tree, resource(around: element)))
        rootResource = environment.rootResource.map { item($0) } ?? rootItem()
    }

    /// The resource that holds an element; the top of a tree that holds none.
    private func resource(around element: Element) -> NodeIndex {
        let resource: NodeIndex = element.tree.resource(around: element.index)
        return resource == .none ? element.tree.rootIndex : resource
    }

    /// The resource that contains `%resource`; a bundle's entry is its own root.
    private func rootItem() -> Item? {
        guard case .node(let node)? = resource else { return resource }
        let tree: ElementTree = node.tree
        let field: FieldIndex = tree.field(of: node.index)
        let parent: NodeIndex = tree.parent(of: node.index)
        if parent != .none, let definition = schema.definition(field), definition.name == "contained" {
            return .node(NodeItem(tree, parent))
        }
        return resource
    }

    // MARK: What is costly to make

    /// Where the references of a tree lead: by the environment's index if that is the tree's.
    mutating func references(in tree: ElementTree) -> ResourceIndex {
        if let given = environment.references, given.tree === tree { return given }
        if let known = references[ObjectIdentifier(tree)] { return known }
        let made = ResourceIndex(tree, types.containers)
        references[ObjectIdentifier(tree)] = made
        return made
    }

    mutating func pattern(_ text: String, at offset: Int) throws(FHIRPathError) -> RegularExpression {
        if let known = patterns[text] { return known }
        do throws(RegularExpressionError) {
            let limits = RegularExpression.Limits(steps: environment.limits.regularExpressionSteps, kibibytes: 16 * 1024)
            let made = try RegularExpression(text, options: .dotMatchesNewline, limits: limits)
            patterns[text] = made
            return made
        } catch {
            throw fail(.semantic, error.message, at: offset)
        }
    }

    /// The canonical form of a UCUM unit; nil if it is none.
    mutating func unit(_ code: String) -> CanonicalUnit? {
        if let known = units[code] { return known }
        let made: CanonicalUnit? = try? Unit(code).canonical()
        units[code] = made
        return made
    }

    /// The moment of the evaluation, the same wherever it is asked for.
    mutating func now() -> Temporal {
        if let moment { return moment }
        let made: Temporal = environment.now.flatMap { Temporal($0, .dateTime) } ?? Clock.now()
        moment = made
        return made
    }
}
