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

    /// A final class, for a slice may be sliced again.
    final class Slice: Sendable {
        let name: String
        let origin: RuleOrigin
        let min: Int
        let max: Int
        let matchers: [SliceMatcher]
        let items: [any Rule]
        /// How what belongs to the slice is divided further.
        let reslicing: SlicingRule?
        /// The code of a vital sign that the slice demands.
        let magicCode: String?

        init(
            _ name: String, _ origin: RuleOrigin, occurs: (min: Int, max: Int), _ matchers: [SliceMatcher], items: [any Rule],
            reslicing: SlicingRule?, magicCode: String?
        ) {
            self.name = name
            self.origin = origin
            (min, max) = occurs
            self.matchers = matchers
            self.items = items
            self.reslicing = reslicing
            self.magicCode = magicCode
        }
    }

    func isValid(_ items: [NodeIndex], in parent: NodeIndex, _ context: inout ValidationContext) -> Bool {
        let before: Int = context.diagnostics.count
        validate(items, in: parent, &context)
        let isValid: Bool = !context.diagnostics[before...].contains { $0.severity >= .error }
        context.diagnostics.removeLast(context.diagnostics.count - before)
        return isValid
    }

    func validate(_ items: [NodeIndex], in parent: NodeIndex, _ context: inout ValidationContext) {
        var members: [[NodeIndex]] = Array(repeating: [], count: slices.count)
        var others: [NodeIndex] = []
        var lastSlice: Int = -1
        for (position, item) in items.enumerated() {
            guard let slice = index(of: item, at: position, &context) else {
                others.append(item)
                outside(item, &context)
                continue
            }
            members[slice].append(item)
            if isOrdered, slice < lastSlice { reportOrder(item, slice, lastSlice, &context) }
            if isOpenAtEnd, let stray = others.last {
                reportNoSlice(stray, "must stand after all slices", MessageID("Validation_VAL_Profile_NotAtEnd"), &context)
                others.removeLast()
            }
            lastSlice = max(lastSlice, slice)
            context.validate(item, slices[slice].items)
        }
        for (slice, found) in zip(slices, members) {
            slice.reslicing?.validate(found, in: parent, &context)
            reportCount(slice, found.count, others, parent, &context)
        }
    }

    /// The places of the items in the list tell the slices.
    var usesPositions: Bool {
        slices.contains { $0.matchers.contains { if case .positions = $0.test { true } else { false } } }
    }

    /// The slice that an item of a list belongs to: the first whose discriminators fit.
    func slice(of item: NodeIndex, at position: Int, _ context: inout ValidationContext) -> Slice? {
        slices.first { matches(item, at: position, $0, &context) }
    }

    /// The slice that an item belongs to. One that fits two is reported, and belongs to the first.
    private func index(of item: NodeIndex, at position: Int, _ context: inout ValidationContext) -> Int? {
        var found: Int?
        for (number, slice) in slices.enumerated() where matches(item, at: position, slice, &context) {
            guard let first = found else {
                found = number
                continue
            }
            let message: String =
                "fits two slices of \(name), \(slices[first].name) and \(slice.name); an item belongs to one at most"
            let id = MessageID("Validation_VAL_Profile_MatchMultiple")
            context.report(Finding(.error, .structure, id, message), at: item, origin)
            break
        }
        return found
    }

    private func matches(_ item: NodeIndex, at position: Int, _ slice: Slice, _ context: inout ValidationContext) -> Bool {
        for matcher in slice.matchers where !matcher.matches(item, at: position, &context) { return false }
        return !slice.matchers.isEmpty
    }

    // MARK: Reports

    /// An item that belongs to no slice.
    private func outside(_ item: NodeIndex, _ context: inout ValidationContext) {
        if isClosed {
            let message: String = "belongs to no slice, and the profile allows no other" + nearest(item, context)
            return reportNoSlice(item, message, MessageID("Validation_VAL_Profile_NotSlice"), &context)
        }
        guard isComplexExtension, let url = context.tree.element(item).child(named: "url")?.value, !url.contains(":") else {
            return
        }
        let near: String = FHIRCore.nearest(to: url, among: slices.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
        let message: String = "\"\(url)\" is no part of this extension; its parts are \(names)\(near)"
        context.report(Finding(.error, .structure, MessageID("Extension_EXT_SubExtension_Invalid"), message), at: item, origin)
    }

    private var names: String { slices.map(\.name).joined(separator: ", ") }

    /// How an item differs from each slice, as far as a sentence holds it.
    private func nearest(_ item: NodeIndex, _ context: ValidationContext) -> String {
        let reasons: [String] = slices.prefix(4).map { slice in "\(slice.name): \(difference(item, slice, context))" }
        return reasons.isEmpty ? "" : " (" + reasons.joined(separator: "; ") + ")"
    }

    private func difference(_ item: NodeIndex, _ slice: Slice, _ context: ValidationContext) -> String {
        var scratch: ValidationContext = context
        let failing: SliceMatcher? = slice.matchers.first { !$0.matches(item, at: 0, &scratch) }
        return failing?.difference(item, context) ?? "it is at another place"
    }

    private func reportNoSlice(_ item: NodeIndex, _ what: String, _ id: MessageID, _ context: inout ValidationContext) {
        context.report(Finding(.error, .structure, id, "this \(name) \(what)"), at: item, origin)
    }

    private func reportOrder(_ item: NodeIndex, _ slice: Int, _ last: Int, _ context: inout ValidationContext) {
        let message: String = "the slice \(slices[slice].name) must stand before the slice \(slices[last].name)"
        context.report(Finding(.error, .structure, MessageID("Validation_VAL_Profile_SliceOrder"), message), at: item, origin)
    }

    private func reportCount(
        _ slice: Slice, _ count: Int, _ others: [NodeIndex], _ parent: NodeIndex, _ context: inout ValidationContext
    ) {
        if count > slice.max {
            let message: String =
                slice.max == 0
                ? "\(name): the slice \(slice.name) is not allowed by the profile, found \(count)"
                : "\(name): the slice \(slice.name) may occur \(slice.max) time by the profile, found \(count)"
            return context.report(Finding(.error, .structure, .maximum, message), at: parent, slice.origin)
        }
        if count >= slice.min { return }
        if let code = slice.magicCode {
            let message: String =
                "the LOINC code \(code) is required for this vital sign, beside any code that says more; it is not there"
            let id = MessageID("VALIDATION_VAL_PROFILE_MINIMUM_MAGIC")
            return context.report(Finding(.error, .required, id, message), at: parent, slice.origin)
        }
        let why: String = others.first.map { "; the \(name) that fits no slice: \(difference($0, slice, context))" } ?? ""
        let message: String =
            "\(name): the slice \(slice.name) is required by the profile: at least \(slice.min), found \(count)\(why)"
        let id: MessageID = count == 0 ? MessageID("Validation_VAL_Profile_Minimum_SLICE") : .minimum
        context.report(Finding(.error, .required, id, message), at: parent, slice.origin)
    }
}
