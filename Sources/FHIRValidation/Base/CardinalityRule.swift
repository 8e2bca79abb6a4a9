import FHIRCore

/// How often each element of a type occurs.
enum CardinalityRule {
    /// Compares the occurrences counted at `region` with what the rows of the type's elements allow.
    static func validate(_ node: NodeIndex, _ rows: Range<Int>, _ region: Int, _ context: inout ValidationContext) {
        for row in rows {
            let count: Int = Int(context.counts[region + row - rows.lowerBound])
            if count < context.schema.minimum(ofElement: row), context.schema.fieldCount(ofElement: row) > 0 {
                let element: SchemaElement = context.schema.elementDefinition(row: row)
                let message: String = "\(element.name) is required: at least \(element.min), found \(count)"
                report(Finding(.error, .required, .minimum, message), at: node, element, &context)
            } else if count > 1, count > context.schema.maximum(ofElement: row) {
                let element: SchemaElement = context.schema.elementDefinition(row: row)
                let kinds: String = element.isChoice ? ", of one type" : ""
                let message: String = "\(element.name) may occur \(element.max ?? 0) time\(kinds), found \(count)"
                report(Finding(.error, .structure, .maximum, message), at: node, element, &context)
            }
        }
    }

    /// Profiles of the resource repeat the limits of its own elements and those of its backbone elements.
    private static func report(
        _ finding: Finding, at node: NodeIndex, _ element: SchemaElement, _ context: inout ValidationContext
    ) {
        context.report(finding, at: node, rule: element.path)
        if context.isOwnElement(element), !element.isChoice || finding.id == .minimum {
            context.baseFaults[context.resource, default: []].append((node, finding))
        }
    }
}

extension ValidationContext {
    /// The element is one of the open resource's type itself, and not of a data type in it.
    func isOwnElement(_ element: SchemaElement) -> Bool {
        element.path.prefix { $0 != "." } == schema.definition(tree.type(of: resource))?.name ?? ""
    }
}
