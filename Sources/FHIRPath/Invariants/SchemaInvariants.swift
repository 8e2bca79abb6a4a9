import FHIRCore

/// An invariant of a definition with its expression compiled.
struct CompiledInvariant: Sendable {
    let invariant: Invariant
    let path: FHIRPath
}

/// All invariants of a schema, compiled, by the types and elements that state them.
///
/// A validator that stops at the first type it meets compiles less; this is for who wants the invariants alone.
public final class SchemaInvariants: Sendable {
    /// Each once, in the order of the table.
    let all: [CompiledInvariant]
    /// Expressions that do not compile.
    public let failures: [FHIRPathError]
    private let schema: Schema
    private let byType: [[Int32]]
    private let byElement: [[Int32]]

    /// Compiles all invariants of a schema that have an expression.
    public init(_ schema: Schema = .r4) {
        self.schema = schema
        var contexts: [Int: Set<TypeIndex>] = [:]
        var stated: [Int: Invariant] = [:]
        func note(_ invariants: [Invariant], _ types: [TypeIndex]) {
            for invariant in invariants where invariant.expression != nil {
                contexts[invariant.index, default: []].formUnion(types)
                stated[invariant.index] = invariant
            }
        }
        let types: [TypeDefinition] = schema.allTypes
        for type in types {
            note(type.invariants, [type.index])
            for element in type.elements { note(element.invariants, element.isResource ? [] : element.fields.map(\.type.index)) }
        }
        var compiled: [CompiledInvariant] = []
        var failures: [FHIRPathError] = []
        var places: [Int: Int32] = [:]
        for (index, invariant) in stated.sorted(by: { $0.key < $1.key }) {
            guard let expression = invariant.expression else { continue }
            // One type lets the compiler look names up; what holds for many is looked up as it runs.
            let known: [TypeIndex] = contexts[index].map { $0.count == 1 ? Array($0) : [] } ?? []
            do throws(FHIRPathError) {
                let path: FHIRPath = try FHIRPath(expression, contexts: known, manner: .definition, schema: schema)
                places[index] = Int32(compiled.count)
                compiled.append(CompiledInvariant(invariant: invariant, path: path))
            } catch {
                failures.append(error)
            }
        }
        all = compiled
        self.failures = failures
        byType = types.map { $0.invariants.compactMap { places[$0.index] } }
        let rows: Int = types.flatMap { schema.elementRows(of: $0.index) }.max().map { $0 + 1 } ?? 0
        byElement = (0..<rows).map { row in
            schema.elementDefinition(row: row).invariants.compactMap { places[$0.index] }
        }
    }

    /// Number of invariants that have an expression.
    public var count: Int { all.count }

    /// Evaluates every invariant on every element of a tree.
    ///
    /// - Parameter body: told of every invariant that an element does not meet, and, with the error, of every one that could not
    ///   be decided. An empty result breaks nothing.
    public func evaluate(
        on tree: ElementTree, in environment: FHIRPathEnvironment = FHIRPathEnvironment(),
        _ body: (Element, Invariant, FHIRPathError?) -> Void
    ) {
        var run = FHIRPathRun(tree, in: environment)
        visit(Place(node: tree.rootIndex, resource: tree.rootIndex, root: tree.rootIndex), &run, body)
    }

    /// A node with the resource around it and what contains that.
    private struct Place {
        var node: NodeIndex
        var resource: NodeIndex
        var root: NodeIndex
    }

    private func visit(_ place: Place, _ run: inout FHIRPathRun, _ body: (Element, Invariant, FHIRPathError?) -> Void) {
        let tree: ElementTree = run.tree
        let type: TypeIndex = tree.type(of: place.node)
        let field: FieldIndex = tree.field(of: place.node)
        if type == .unknown || !tree.isThere(place.node) { return }
        var place: Place = place
        if place.node != tree.rootIndex, schema.kind(of: type) == .resource {
            // What a resource contains has that resource for its root; a bundle's entry is its own.
            let isContained: Bool = schema.definition(field)?.name == "contained"
            (place.root, place.resource) = (isContained ? place.resource : place.node, place.node)
        }
        for index in byType[type.number] { check(all[Int(index)], place, &run, body) }
        if field != .none {
            for index in byElement[schema.elementRow(of: field)] { check(all[Int(index)], place, &run, body) }
        }
        var child: NodeIndex = tree.firstChild(of: place.node)
        while child != .none {
            visit(Place(node: child, resource: place.resource, root: place.root), &run, body)
            child = tree.nextSibling(of: child)
        }
    }

    @inline(__always)
    private func check(
        _ compiled: CompiledInvariant, _ place: Place, _ run: inout FHIRPathRun,
        _ body: (Element, Invariant, FHIRPathError?) -> Void
    ) {
        do throws(FHIRPathError) {
            // Empty breaks nothing: ref-1 has no answer for a reference that is only a display text.
            if try run.isTrue(compiled.path, on: place.node, resource: place.resource, root: place.root) == false {
                body(run.tree.element(place.node), compiled.invariant, nil)
            }
        } catch {
            body(run.tree.element(place.node), compiled.invariant, error)
        }
    }
}
