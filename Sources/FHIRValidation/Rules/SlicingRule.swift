import FHIRCore

/// A list that a profile divides into slices (FHIR R4, 5.1.0.6 Slicing).
struct SlicingRule: Sendable {
    let origin: RuleOrigin
    let name: String
    let slices: [Slice]
    let isClosed: Bool
    let isOpenAtEnd: Bool
    let isOrdered: Bool
    /// An extension of this definition holds only the extensions that the definition names, unless their url is absolute.
    let isComplexExtension: Bool

    struct Slice: Sendable {
        let name: String
        let origin: RuleOrigin
        let min: Int
        let max: Int
        let matchers: [SliceMatcher]
        let items: [any Rule]
    }

    func isValid(_ node: NodeIndex, _ span: FieldSpan, _ context: inout ValidationContext) -> Bool {
        let before: Int = context.diagnostics.count
        validate(node, span, &context)
        let isValid: Bool = !context.diagnostics[before...].contains { $0.severity >= .error }
        context.diagnostics.removeLast(context.diagnostics.count - before)
        return isValid
    }

    func validate(_ node: NodeIndex, _ span: FieldSpan, _ context: inout ValidationContext) {
        var counts: [Int] = Array(repeating: 0, count: slices.count)
        var lastSlice: Int = -1
        var unmatched: NodeIndex = .none
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if span.contains(context.tree.field(of: child)), context.hasForm(child) {
                if let slice = index(of: child, &context) {
                    counts[slice] += 1
                    if isOrdered, slice < lastSlice { reportOrder(child, slice, lastSlice, &context) }
                    if isOpenAtEnd, unmatched != .none { reportNoSlice(unmatched, "must stand after all slices", &context) }
                    unmatched = .none
                    lastSlice = max(lastSlice, slice)
                    context.validate(child, slices[slice].items)
                } else {
                    unmatched = child
                    outside(child, &context)
                }
            }
            child = context.tree.nextSibling(of: child)
        }
        for (slice, count) in zip(slices, counts) { reportCount(slice, count, node, &context) }
    }

    /// The slice that an item belongs to: the first whose discriminators fit.
    func slice(of node: NodeIndex, _ context: inout ValidationContext) -> Slice? { index(of: node, &context).map { slices[$0] } }

    private func index(of node: NodeIndex, _ context: inout ValidationContext) -> Int? {
        slices.firstIndex { matches(node, $0, &context) }
    }

    private func matches(_ node: NodeIndex, _ slice: Slice, _ context: inout ValidationContext) -> Bool {
        for matcher in slice.matchers where !matcher.matches(node, &context) { return false }
        return !slice.matchers.isEmpty
    }

    /// An item that belongs to no slice.
    private func outside(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isClosed { return reportNoSlice(node, "belongs to no slice, and the profile allows no other: \(names)", &context) }
        guard isComplexExtension, let url = context.tree.element(node).child(named: "url")?.value, !url.contains(":") else {
            return
        }
        let message: String = "\"\(url)\" is no part of this extension; its parts are \(names)"
        context.report(Finding(.error, .structure, MessageID("Extension_EXT_SubExtension_Invalid"), message), at: node, origin)
    }

    private var names: String { slices.map(\.name).joined(separator: ", ") }

    private func reportNoSlice(_ node: NodeIndex, _ what: String, _ context: inout ValidationContext) {
        context.report(
            Finding(.error, .structure, MessageID("Validation_VAL_Profile_NotSlice"), "this \(name) \(what)"), at: node, origin)
    }

    private func reportOrder(_ node: NodeIndex, _ slice: Int, _ last: Int, _ context: inout ValidationContext) {
        let message: String = "the slice \(slices[slice].name) must stand before the slice \(slices[last].name)"
        context.report(Finding(.error, .structure, MessageID("Validation_VAL_Profile_SliceOrder"), message), at: node, origin)
    }

    private func reportCount(_ slice: Slice, _ count: Int, _ node: NodeIndex, _ context: inout ValidationContext) {
        if count < slice.min {
            let message: String =
                "\(name): the slice \(slice.name) is required by the profile: at least \(slice.min), found \(count)"
            context.report(
                Finding(.error, .required, MessageID("Validation_VAL_Profile_Minimum_SLICE"), message), at: node, slice.origin)
        } else if count > slice.max {
            let message: String = "\(name): the slice \(slice.name) may occur \(slice.max) time by the profile, found \(count)"
            context.report(Finding(.error, .structure, .maximum, message), at: node, slice.origin)
        }
    }
}
