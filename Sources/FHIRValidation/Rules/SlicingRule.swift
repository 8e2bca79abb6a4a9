import FHIRCore
import FHIRTerminology

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
        let said: Set<NotCheckedReason> = context.notChecked
        validate(items, in: parent, &context)
        let isValid: Bool = !context.diagnostics[before...].contains { $0.severity >= .error }
        // What was only asked has not been said yet.
        context.diagnostics.removeLast(context.diagnostics.count - before)
        context.notChecked = said
        return isValid
    }

    func validate(_ items: [NodeIndex], in parent: NodeIndex, _ context: inout ValidationContext) {
        var members: [[NodeIndex]] = Array(repeating: [], count: slices.count)
        var others: [NodeIndex] = []
        // Slices that an item may belong to: nobody can say whether they have enough.
        var open: Set<Int> = []
        var lastSlice: Int = -1
        for (position, item) in items.enumerated() {
            let slice: Int
            switch place(of: item, at: position, &context) {
            case .slice(let number): slice = number
            case .unknown(let candidates):
                open.formUnion(candidates)
                continue
            case .outside:
                others.append(item)
                outside(item, &context)
                continue
            }
            if slices[slice].max == 0, isClosed || isChoice {
                let message: String = "is of the slice \(slices[slice].name), which the profile does not allow"
                reportNoSlice(item, message, MessageID("Validation_VAL_Profile_NotSlice"), &context)
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
        for (number, found) in members.enumerated() {
            slices[number].reslicing?.validate(found, in: parent, &context)
            if found.count > slices[number].max {
                reportTooMany(slices[number], found.count, parent, &context)
            } else if found.count < slices[number].min {
                open.contains(number)
                    ? reportOpen(slices[number], parent, &context)
                    : reportTooFew(slices[number], found.count, others, parent, &context)
            }
        }
    }

    /// The places of the items in the list tell the slices.
    var usesPositions: Bool {
        slices.contains { $0.matchers.contains { if case .positions = $0.test { true } else { false } } }
    }

    /// The slice that an item of a list belongs to: the first whose discriminators fit.
    func slice(of item: NodeIndex, at position: Int, _ context: inout ValidationContext) -> Slice? {
        slices.first { matches(item, at: position, $0, &context) == true }
    }

    private enum Place {
        case slice(Int)
        case outside
        /// It may belong to one of these, and what would tell is not at hand.
        case unknown([Int])
    }

    /// The slice that an item belongs to. One that fits two is reported, and belongs to the first.
    private func place(of item: NodeIndex, at position: Int, _ context: inout ValidationContext) -> Place {
        var found: Int?
        var candidates: [Int] = []
        for (number, slice) in slices.enumerated() {
            let fits: Bool? = matches(item, at: position, slice, &context)
            if fits == nil { candidates.append(number) }
            guard fits == true else { continue }
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
        return found.map { .slice($0) } ?? (candidates.isEmpty ? .outside : .unknown(candidates))
    }

    private func matches(_ item: NodeIndex, at position: Int, _ slice: Slice, _ context: inout ValidationContext) -> Bool? {
        var isOpen: Bool = false
        for matcher in slice.matchers {
            guard let matches = matcher.matches(item, at: position, &context) else {
                isOpen = true
                continue
            }
            if !matches { return false }
        }
        return isOpen ? nil : true
    }

    /// Its slices are the types of a choice: a value of a type that is not left has no slice.
    private var isChoice: Bool { name.hasSuffix("[x]") }
}
