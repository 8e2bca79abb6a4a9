import FHIRCore

/// A part of an expression that hangs on `%context`, `%resource` and `%rootResource` alone: its items are kept for as long as
/// these stay the same. Without that, `entry.all(… %resource.type …)` would take time with the square of the entries.
final class ConstantExpression: CollectingExpression {
    struct Entry {
        /// Keeps the address from being given to another expression.
        let expression: ConstantExpression
        let key: Key
        let value: Collection
    }

    /// The nodes that the variables stand for.
    struct Key: Equatable {
        var nodes: (NodeIndex, NodeIndex, NodeIndex) = (.none, .none, .none)
        var trees: (ObjectIdentifier?, ObjectIdentifier?, ObjectIdentifier?) = (nil, nil, nil)

        static func == (left: Key, right: Key) -> Bool { left.nodes == right.nodes && left.trees == right.trees }
    }

    private let inner: any Expression
    private let variables: ContextVariables
    var offset: Int { inner.offset }

    init(_ inner: any Expression, _ variables: ContextVariables) {
        self.inner = inner
        self.variables = variables
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        let key: Key = key(run)
        if let entry = run.constants[ObjectIdentifier(self)], entry.key == key { return entry.value }
        let value: Collection = try inner.evaluate(scope, &run)
        run.constants[ObjectIdentifier(self)] = Entry(expression: self, key: key, value: value)
        return value
    }

    private func key(_ run: Evaluator) -> Key {
        var key = Key()
        if variables.contains(.context), case .node(let node)? = run.context {
            (key.nodes.0, key.trees.0) = (node.index, ObjectIdentifier(node.tree))
        }
        if variables.contains(.resource), case .node(let node)? = run.resource {
            (key.nodes.1, key.trees.1) = (node.index, ObjectIdentifier(node.tree))
        }
        if variables.contains(.rootResource), case .node(let node)? = run.rootResource {
            (key.nodes.2, key.trees.2) = (node.index, ObjectIdentifier(node.tree))
        }
        return key
    }
}
