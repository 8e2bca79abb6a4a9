import FHIRCore

// A list that a profile divides into slices: what is said of it and its items.
extension SlicingRule {
    /// An item that belongs to no slice.
    func outside(_ item: NodeIndex, _ context: inout ValidationContext) {
        if isClosed {
            let message: String = "belongs to no slice, and the profile allows no other" + nearest(item, &context)
            return reportNoSlice(item, message, MessageID("Validation_VAL_Profile_NotSlice"), &context)
        }
        guard isComplexExtension, let url = context.tree.text(of: "url", in: item), !url.contains(":") else {
            return
        }
        let near: String = FHIRCore.nearest(to: url, among: slices.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
        let message: String = "\"\(url)\" is no part of this extension; its parts are \(names)\(near)"
        context.report(Finding(.error, .structure, MessageID("Extension_EXT_SubExtension_Invalid"), message), at: item, origin)
    }

    private var names: String { slices.map(\.name).joined(separator: ", ") }

    /// How an item differs from each slice, as far as a sentence holds it.
    private func nearest(_ item: NodeIndex, _ context: inout ValidationContext) -> String {
        let reasons: [String] = slices.prefix(4).map { slice in "\(slice.name): \(difference(item, slice, &context))" }
        return reasons.isEmpty ? "" : " (" + reasons.joined(separator: "; ") + ")"
    }

    private func difference(_ item: NodeIndex, _ slice: Slice, _ context: inout ValidationContext) -> String {
        let failing: SliceMatcher? = slice.matchers.first { $0.matches(item, at: 0, &context) == false }
        return failing?.difference(item, context) ?? "it is at another place"
    }

    func reportNoSlice(_ item: NodeIndex, _ what: String, _ id: MessageID, _ context: inout ValidationContext) {
        context.report(Finding(.error, .structure, id, "this \(name) \(what)"), at: item, origin)
    }

    func reportOrder(_ item: NodeIndex, _ slice: Int, _ last: Int, _ context: inout ValidationContext) {
        let message: String = "the slice \(slices[slice].name) must stand before the slice \(slices[last].name)"
        context.report(Finding(.error, .structure, MessageID("Validation_VAL_Profile_SliceOrder"), message), at: item, origin)
    }

    func reportTooMany(_ slice: Slice, _ count: Int, _ parent: NodeIndex, _ context: inout ValidationContext) {
        let limit: String =
            slice.max == 0
            ? "is not allowed by the profile" : "may occur \(slice.max) time\(slice.max == 1 ? "" : "s") by the profile"
        let message: String = "\(name): the slice \(slice.name) \(limit), found \(count)"
        context.report(Finding(.error, .structure, .maximum, message), at: parent, slice.origin)
    }

    func reportTooFew(
        _ slice: Slice, _ count: Int, _ others: [NodeIndex], _ parent: NodeIndex, _ context: inout ValidationContext
    ) {
        if let code = slice.magicCode {
            let message: String =
                "the LOINC code \(code) is required for this vital sign, beside any code that says more; it is not there"
            let id = MessageID("VALIDATION_VAL_PROFILE_MINIMUM_MAGIC")
            return context.report(Finding(.error, .required, id, message), at: parent, slice.origin)
        }
        var reasons: [String] = []
        for item in others.prefix(3) {
            let reason: String = difference(item, slice, &context)
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        let which: String = reasons.count > 1 ? "each \(name) that fits" : "the \(name) that fits"
        let why: String = reasons.isEmpty ? "" : "; \(which) no slice: " + reasons.joined(separator: "; ")
        let message: String =
            "\(name): the slice \(slice.name) is required by the profile: at least \(slice.min), found \(count)\(why)"
        let id: MessageID = count == 0 ? MessageID("Validation_VAL_Profile_Minimum_SLICE") : .minimum
        context.report(Finding(.error, .required, id, message), at: parent, slice.origin)
    }

    /// A slice that may lack items: whether those at hand belong to it cannot be told.
    func reportOpen(_ slice: Slice, _ parent: NodeIndex, _ context: inout ValidationContext) {
        let needed: String = slice.matchers.flatMap(\.definitions).joined(separator: " or ")
        let message: String =
            "\(name): whether the slice \(slice.name), which the profile requires, is there is not checked, for that takes \(needed)"
            + "; load it with all that it needs"
        let id = MessageID("CaseBridge_Slice_Not_Checked")
        context.report(Finding(.information, .notSupported, id, message), at: parent, slice.origin)
    }
}
