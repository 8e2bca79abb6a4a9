import FHIRCore

extension FunctionTable {
    /// There is a function of that name that takes so many arguments.
    static func check(_ name: String, _ count: Int, in source: String, at offset: Int) throws(FHIRPathError) {
        let arity: ClosedRange<Int>
        if typeFunctions.contains(name) {
            arity = 1...1
        } else if let function = function(name) {
            arity = function.arity
        } else {
            throw FHIRPathError(
                .semantic, "there is no function \(name)()", in: source, at: offset,
                suggestion: nearest(to: name, among: names).map { $0 + "()" })
        }
        if arity.contains(count) { return }
        let wanted: String =
            arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
        throw FHIRPathError(
            .semantic, "\(name)() takes \(wanted) argument\(arity.upperBound == 1 ? "" : "s"), not \(count)", in: source,
            at: offset)
    }
}

extension SyntaxNode {
    /// The node as the name of a type: `Quantity`, `System.String`.
    var typeName: TypeName? {
        guard case .step(let receiver, let name) = kind else { return nil }
        guard let receiver else { return TypeName(namespace: nil, name: name) }
        guard case .step(nil, let namespace) = receiver.kind else { return nil }
        return TypeName(namespace: namespace, name: name)
    }

    /// `defineVariable` is called somewhere in it.
    var definesVariable: Bool {
        if case .call(_, "defineVariable", _) = kind { return true }
        return kind.operands.contains(where: \.definesVariable)
    }

    /// All functions in it exist and have as many arguments as they take. Needs no schema.
    func checkFunctions(in source: String) throws(FHIRPathError) {
        if case .call(_, let name, let arguments) = kind {
            try FunctionTable.check(name, arguments.count, in: source, at: offset)
        }
        for operand in kind.operands { try operand.checkFunctions(in: source) }
    }
}
