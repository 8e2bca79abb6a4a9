extension SyntaxNode {
    /// The parsed tree as text, one line a node, operands indented below.
    package var outline: String {
        var lines: [String] = []
        appendOutline(to: &lines, indent: 0)
        return lines.joined(separator: "\n")
    }

    private func appendOutline(to lines: inout [String], indent: Int) {
        lines.append(String(repeating: "  ", count: indent) + title)
        for operand in kind.operands { operand.appendOutline(to: &lines, indent: indent + 1) }
    }

    private var title: String {
        switch kind {
        case .literal(let item): "literal \(item.literalText)"
        case .empty: "empty {}"
        case .this: "$this"
        case .index: "$index"
        case .total: "$total"
        case .variable(let name): "variable %\(name)"
        case .step(_, let name): "step \(name)"
        case .call(_, let name, let arguments): "function \(name)/\(arguments.count)"
        case .indexer: "indexer []"
        case .polarity(let isNegative, _): "polarity \(isNegative ? "-" : "+")"
        case .binary(let operation, _, _): "operator \(operation.rawValue)"
        case .typeTest(let isCast, _, let type): "operator \(isCast ? "as" : "is") \(type.text)"
        }
    }
}

extension Item {
    /// The value as the language writes it.
    var literalText: String {
        switch self {
        case .node: "node"
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .string(let value): "'\(value)'"
        case .decimal(let value): value.text
        case .longDecimal(let value): value.text
        case .temporal(let value):
            value.kind == .time
                ? "@T\(value.text)" : "@\(value.text)\(value.kind == .dateTime && value.precision < .hour ? "T" : "")"
        case .quantity(let value): value.text
        case .typeInfo(let type): type.text
        }
    }
}
