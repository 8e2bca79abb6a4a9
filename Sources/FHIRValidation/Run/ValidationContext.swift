import FHIRCore
import FHIRPath
import FHIRTerminology

/// What changes during a run: the findings, and what is made ready once and used again. One for each thread.
struct ValidationContext: Sendable {
    let definitions: CheckedDefinitions
    let schema: Schema
    var tree: ElementTree
    /// Where the references of the tree lead.
    var index: ResourceIndex
    /// What base definitions let references lead to, by the row of their element; nil for anything.
    var baseTargets: [Int: ReferenceTargets?] = [:]
    /// What is known of the targets of references.
    var memory = ConformanceMemory()
    var terminology: TerminologyContext
    /// Value sets by the row of their binding.
    var boundSets: [Int: CompiledValueSet] = [:]
    /// Profiles by their address; nil where the definition is not at hand or cannot be used.
    var profiles: [String: CompiledProfile?] = [:]
    /// Questionnaires by their address; nil where they are not at hand.
    var questionnaires: [String: QuestionnaireForm?] = [:]
    /// Compares values with limits.
    var order: ValueOrder
    /// Profiles of which it has been said what is not checked.
    var noted: Set<String> = []
    var diagnostics: [Diagnostic] = []
    /// Systems of codes that have been looked at: what is wrong with them, nil for nothing.
    var systemFaults: [String: Finding?] = [:]
    /// Reasons for which something was not checked, each reported once.
    var notChecked: Set<NotCheckedReason> = []
    /// The resources that are open, each with what it contains.
    var scopes: [ContainedScope] = []
    /// Invariants by the row of their type and element.
    var typeInvariants: [[PreparedInvariant]?]
    var elementInvariants: [Int: [PreparedInvariant]] = [:]
    /// Evaluates invariants on the tree; made when the first one is met.
    var pathRun: FHIRPathRun?
    /// What invariants ask of the validator, made when the first one is met.
    var pathServices: EmbeddedPathServices?
    /// How many calls of `conformsTo` are around this run.
    var pathDepth: Int = 0
    /// Invariants of which it has been said that they could not be decided.
    var undecided: Set<String> = []
    /// The resource that is open, and the one that contains it or itself.
    var resource: NodeIndex = .none
    var rootResource: NodeIndex = .none
    /// Expressions of resources that were loaded, by their text: where extensions may stand, when a question is asked; nil for one
    /// that is no FHIRPath.
    var expressions: [String: FHIRPath?] = [:]
    /// Names of the places in the narratives and elements of bundles, made when a link is not found in its own resource.
    var placesInBundle: [NodeIndex: Set<String>] = [:]
    /// What the base definitions' cardinalities found, by resource: its profiles ask for the same.
    var baseFaults: [NodeIndex: [(node: NodeIndex, finding: Finding)]] = [:]
    /// Occurrences of the elements of the open types, one region for each.
    var counts: [UInt32] = []

    /// Makes ready for another tree; what was compiled stays.
    mutating func begin(_ tree: ElementTree) {
        self.tree = tree
        index = ResourceIndex(tree, definitions.containers, outside: definitions.options.references)
        diagnostics.removeAll(keepingCapacity: true)
        notChecked.removeAll(keepingCapacity: true)
        noted.removeAll(keepingCapacity: true)
        undecided.removeAll(keepingCapacity: true)
        memory = ConformanceMemory()
        baseFaults.removeAll(keepingCapacity: true)
        placesInBundle.removeAll()
        pathRun = nil
    }

    init(_ definitions: CheckedDefinitions, _ tree: ElementTree) {
        self.definitions = definitions
        schema = definitions.schema
        self.tree = tree
        index = ResourceIndex(tree, definitions.containers, outside: definitions.options.references)
        typeInvariants = Array(repeating: nil, count: definitions.schema.typeCount)
        terminology = TerminologyContext(definitions.terminology)
        order = ValueOrder(schema: definitions.schema)
    }

    /// Takes a finding of the base definitions.
    mutating func report(_ finding: Finding, at node: NodeIndex, offset: Int? = nil, rule: String? = nil) {
        report(finding, at: node, offset: offset, profile: nil, rule: rule)
    }

    /// Takes a finding.
    mutating func report(_ finding: Finding, at node: NodeIndex, offset: Int? = nil, profile: String?, rule: String?) {
        diagnostics.append(
            Diagnostic(
                severity: finding.severity, code: finding.code, messageID: finding.id, message: finding.message, node: node,
                offset: offset ?? tree.offset(of: node), profile: profile, rule: rule, cause: finding.cause))
    }

    /// The value set of a binding's row, made ready when it is first asked for.
    mutating func valueSet(ofBinding row: Int) -> CompiledValueSet? {
        if let known = boundSets[row] { return known }
        guard let url = schema.binding(row: row).valueSet else { return nil }
        let set: CompiledValueSet = terminology.valueSet(url)
        boundSets[row] = set
        return set
    }
}
