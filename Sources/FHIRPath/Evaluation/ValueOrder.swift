import FHIRCore

/// Puts values of elements in order outside an expression: limits of profiles and questionnaires, conditions.
///
/// Numbers, strings, times and quantities are compared as FHIRPath compares them. A date stands for its first moment, so that a partial
/// one has its place too, and one without a time zone is taken to be in the other's.
package struct ValueOrder {
    private var run: Evaluator

    /// An order of values of a schema's types.
    package init(schema: Schema) {
        run = Evaluator(FHIRPathEnvironment(), types: TypeTable.of(schema), source: "", isDefinition: true)
    }

    /// Below 0, 0 or above 0; nil where the two have no order: units that do not measure the same, values of other kinds, a value that
    /// has not the form of its type.
    package mutating func compare(_ left: Element, _ right: Element) -> Int? {
        withExtendedLifetime((left.tree, right.tree)) {
            guard let one = run.value(.node(NodeItem(left))), let other = run.value(.node(NodeItem(right))) else { return nil }
            if case .temporal(let first) = one, case .temporal(let second) = other {
                if (first.kind == .time) != (second.kind == .time) { return nil }
                return ValueOrder.compareStarts(first, second)
            }
            return (try? run.compare(one, other, at: 0)) ?? nil
        }
    }

    private static func compareStarts(_ left: Temporal, _ right: Temporal) -> Int {
        let isShifted: Bool = left.offset != nil && right.offset != nil
        let first: Int = left.secondNumber - (isShifted ? (left.offset ?? 0) * 60 : 0)
        let second: Int = right.secondNumber - (isShifted ? (right.offset ?? 0) * 60 : 0)
        if first != second { return first < second ? -1 : 1 }
        return left.nanosecond == right.nanosecond ? 0 : (left.nanosecond < right.nanosecond ? -1 : 1)
    }
}
