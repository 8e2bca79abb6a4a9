import FHIRCore

/// A question that was asked of a resource.
struct ConformanceKey: Hashable {
    let tree: ObjectIdentifier
    let node: NodeIndex
    let profile: String
}

/// Answers that were found, and questions that are open, so that circles of references end and each question is answered once.
struct ConformanceMemory {
    var answers: [ConformanceKey: Bool] = [:]
    /// Open questions with their depth.
    var open: [ConformanceKey: Int] = [:]
    /// The lowest open question that an answer in progress rests on.
    var lowest: Int = Int.max
    var reasons: [ConformanceKey: String] = [:]
    var isGivingReasons: Bool = false
}

// Whether the target of a reference conforms to a profile.
extension ValidationContext {
    /// Whether a resource conforms to one of several profiles; what is not at hand counts as conforming.
    mutating func conforms(_ resource: Element, toOneOf targets: ReferenceTargets) -> Bool {
        guard let type = schema.definition(resource.type) else { return true }
        for (profile, wanted) in zip(targets.profiles, targets.types) where type.isKind(of: wanted.name) {
            if isConformant(resource, profile) { return true }
        }
        return false
    }

    /// A question that is open already is taken as answered with yes: a circle of references has no fault of its own.
    private mutating func isConformant(_ resource: Element, _ profile: String) -> Bool {
        if definitions.layout.type(profile) != nil { return true }
        let key = ConformanceKey(tree: ObjectIdentifier(resource.tree), node: resource.index, profile: profile)
        if let known = memory.answers[key] { return known }
        if let depth = memory.open[key] {
            memory.lowest = min(memory.lowest, depth)
            return true
        }
        let depth: Int = memory.open.count
        let outer: Int = memory.lowest
        memory.open[key] = depth
        memory.lowest = Int.max
        let answer: Bool = within(resource.tree) { $0.conforms(resource.index, to: profile) != .notMember }
        memory.open[key] = nil
        // A yes that rests on an open question above holds only if that one is answered with yes.
        if !answer || memory.lowest >= depth { memory.answers[key] = answer }
        memory.lowest = min(outer, memory.lowest)
        return answer
    }

    /// The first fault against each profile that was tried.
    mutating func reasons(why resource: Element, conformsToNoneOf targets: ReferenceTargets) -> String {
        guard let type = schema.definition(resource.type) else { return "" }
        let tried: [String] = zip(targets.profiles, targets.types).filter { type.isKind(of: $1.name) }.map(\.0)
        return tried.map { "\($0) (\(reason(why: resource, conformsNotTo: $0)))" }.joined(separator: ", ")
    }

    private mutating func reason(why resource: Element, conformsNotTo profile: String) -> String {
        // Reasons of reasons would lead round a circle of references.
        if memory.isGivingReasons { return "see there" }
        let key = ConformanceKey(tree: ObjectIdentifier(resource.tree), node: resource.index, profile: profile)
        if let known = memory.reasons[key] { return known }
        memory.isGivingReasons = true
        let reason: String = within(resource.tree) { context in
            let before: Int = context.diagnostics.count
            context.validate(resource.index, against: profile, askedBy: nil)
            let fault: Diagnostic? = context.diagnostics[before...].first { $0.severity >= .error }
            context.diagnostics.removeLast(context.diagnostics.count - before)
            guard let fault else { return "not met" }
            var paths = PathWriter(context.tree)
            return paths.path(of: fault.node) + ": " + fault.message
        }
        memory.isGivingReasons = false
        memory.reasons[key] = reason
        return reason
    }

    /// The first fault of a resource of another input against the base definitions; nil if it is valid. Where its own references lead
    /// is not asked.
    mutating func baseFault(of resource: Element) -> String? {
        let key = ConformanceKey(tree: ObjectIdentifier(resource.tree), node: resource.index, profile: "")
        if let known = memory.reasons[key] { return known.isEmpty ? nil : known }
        var definitions: CheckedDefinitions = definitions
        definitions.options.referenceCheck = .none
        (definitions.options.profiles, definitions.options.bundleRules) = ([], [])
        var context = ValidationContext(definitions, resource.tree)
        BaseRules.validate(&context)
        let fault: Diagnostic? = context.diagnostics.first { $0.severity >= .error && $0.profile == nil }
        var paths = PathWriter(resource.tree)
        let reason: String = fault.map { paths.path(of: $0.node) + ": " + $0.message } ?? ""
        memory.reasons[key] = reason
        return reason.isEmpty ? nil : reason
    }

    /// Does something with another tree in place of the one that is validated.
    private mutating func within<Result>(_ other: ElementTree, _ work: (inout ValidationContext) -> Result) -> Result {
        if other === tree { return work(&self) }
        let (tree, index, pathRun) = (self.tree, self.index, self.pathRun)
        self.tree = other
        self.index = ResourceIndex(other, definitions.containers, outside: definitions.options.references)
        self.pathRun = nil
        defer { (self.tree, self.index, self.pathRun) = (tree, index, pathRun) }
        return work(&self)
    }
}
