import FHIRCore
import FHIRPath

/// An invariant ready to be evaluated.
struct PreparedInvariant: Sendable {
    let path: FHIRPath
    let key: String
    let isWarning: Bool
    /// It is advice; the options say how grave it is.
    let isBestPractice: Bool
    /// Its name in reports, as the reference validator builds it.
    let id: MessageID
    /// What to say where it is not met: one text for all that break it.
    let message: String

    /// - Parameters:
    ///   - source: canonical of the definition that states it.
    ///   - human: what it asks for in words, where the profile that was loaded says it.
    init(path: FHIRPath, key: String, source: String, isWarning: Bool, isBestPractice: Bool, human: String? = nil) {
        self.path = path
        self.key = key
        self.isWarning = isWarning
        self.isBestPractice = isBestPractice
        id = MessageID(rawValue: "\(source)#\(key)")
        let expression: String = PreparedInvariant.shown(path.expression)
        let words: String? = Invariant.words(key, source: source) ?? human.map(PreparedInvariant.shown)
        message = "the invariant \(key) is not met: " + (words.map { "\($0) (\(expression))" } ?? expression)
    }

    /// A text of a definition on one line, and not too long.
    private static func shown(_ text: String) -> String {
        let words: [Substring.UTF8View] = text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let line: String = words.map { String(Substring($0)) }.joined(separator: " ")
        return line.utf8.count > 240 && line.count > 240 ? line.prefix(240) + " …" : line
    }
}

// Invariants in use: compiled when they are first asked for, and kept; evaluated on the nodes of one tree after the other.
extension ValidationContext {
    /// Invariants that rules of their own check (`EmptyRule`, `ExtensionRule`, `NarrativeRule`, `ContainedRule`), faster and with more to say.
    private static let ownRules: Set<String> = ["ele-1", "ext-1", "txt-1", "txt-2", "dom-3", "ref-1"]

    /// The invariants of a type; those that do not compile are named once.
    mutating func invariants(of type: TypeIndex) -> [PreparedInvariant] {
        guard type.number < typeInvariants.count else { return [] }
        if let known = typeInvariants[type.number] { return known }
        let prepared: [PreparedInvariant] = schema.definition(type).map { prepare($0.invariants, on: $0) } ?? []
        typeInvariants[type.number] = prepared
        return prepared
    }

    /// The invariants that an element's own definition states.
    mutating func invariants(ofElement row: Int) -> [PreparedInvariant] {
        if let known = elementInvariants[row] { return known }
        let prepared: [PreparedInvariant] = prepare(schema.elementDefinition(row: row).invariants, on: nil)
        elementInvariants[row] = prepared
        return prepared
    }

    private mutating func prepare(_ invariants: [Invariant], on type: TypeDefinition?) -> [PreparedInvariant] {
        var prepared: [PreparedInvariant] = []
        for invariant in invariants where !ValidationContext.ownRules.contains(invariant.key) {
            if invariant.isBestPractice, definitions.options.bestPractice == nil { continue }
            guard let published = invariant.expression else { continue }
            let expression: String = InvariantErrata.expression(invariant.key, published)
            let source: String = invariant.source ?? type?.url ?? ""
            // Names are looked up beforehand where the type states the invariant itself; else it is shared by many types.
            let isOwn: Bool = type.map { $0.url == source } ?? false
            do throws(FHIRPathError) {
                let path = try FHIRPath(
                    expression, contexts: isOwn ? type.map { [$0.index] } ?? [] : [], manner: .definition, schema: schema)
                prepared.append(
                    PreparedInvariant(
                        path: path, key: invariant.key, source: source, isWarning: invariant.isWarning,
                        isBestPractice: invariant.isBestPractice))
            } catch {
                // The table's expressions are checked when it is made (a test); a fault here is the definition's, and no instance's.
                continue
            }
        }
        return prepared
    }

    /// What is to be said of a node and an invariant of the base definitions; nil if it is met, or cannot be decided, which is said once.
    mutating func fault(_ invariant: PreparedInvariant, _ node: NodeIndex) -> Finding? {
        fault(invariant, node, in: resource, rootResource)
    }

    /// The same for an invariant that a profile states of its top (`isTop`) or of an element in it: there `%resource` is the resource
    /// around a contained resource, and not that itself.
    mutating func fault(_ invariant: PreparedInvariant, _ node: NodeIndex, isTop: Bool) -> Finding? {
        let around: NodeIndex = tree.isResource(node) && !isTop ? tree.parent(of: node) : node
        let resource: NodeIndex = tree.resource(around: around)
        let root: NodeIndex =
            resource != .none && tree.isContained(resource) ? tree.resource(around: tree.parent(of: resource)) : resource
        return fault(invariant, node, in: resource, root)
    }

    private mutating func fault(
        _ invariant: PreparedInvariant, _ node: NodeIndex, in resource: NodeIndex, _ rootResource: NodeIndex
    ) -> Finding? {
        do throws(FHIRPathError) {
            // An invariant must be true (FHIR R4, ElementDefinition.constraint): empty is not.
            let isMet: Bool = try evaluate(invariant.path, on: node, in: resource, rootResource) ?? false
            return isMet ? nil : finding(invariant, invariant.message)
        } catch  where error.code == .execution {
            // Values that the expression cannot take (two names where it wants one, a date that is none) do not make it true.
            return finding(invariant, "\(invariant.message); its expression ends with an error here: \(error.message)")
        } catch {
            // What is not at hand decides nothing.
            if undecided.insert(invariant.id.rawValue).inserted {
                let message: String = "the invariant \(invariant.key) is not checked: \(error.message)"
                report(Finding(.information, .notSupported, MessageID("CaseBridge_Invariant_Not_Checked"), message), at: node)
            }
            return nil
        }
    }

    private func finding(_ invariant: PreparedInvariant, _ message: String) -> Finding {
        let stated: Severity = invariant.isWarning ? .warning : .error
        let severity: Severity = invariant.isBestPractice ? definitions.options.bestPractice ?? .information : stated
        return Finding(severity, .invariant, invariant.id, message)
    }

    /// An expression of a resource that was loaded, compiled when it is first met; nil if it is no FHIRPath.
    mutating func compiled(_ expression: String) -> FHIRPath? {
        if let known = expressions[expression] { return known }
        let path: FHIRPath? = try? FHIRPath(expression, contexts: [], manner: .definition, schema: schema)
        expressions[expression] = .some(path)
        return path
    }

    /// Whether an expression of a resource that was loaded holds on a node; nil if it is no FHIRPath or cannot be decided.
    mutating func isTrue(_ expression: String, on node: NodeIndex) -> Bool? {
        guard let path = compiled(expression) else { return nil }
        return (try? evaluate(path, on: node, in: node, rootResource)) ?? nil
    }

    /// What an expression says of a node; nil if nothing, or if it cannot be evaluated.
    mutating func truth(of path: FHIRPath, on node: NodeIndex) -> Bool? {
        (try? evaluate(path, on: node, in: resource, rootResource)) ?? nil
    }

    private mutating func evaluate(
        _ path: FHIRPath, on node: NodeIndex, in resource: NodeIndex, _ rootResource: NodeIndex
    ) throws(FHIRPathError) -> Bool? {
        if pathRun == nil { pathRun = FHIRPathRun(tree, in: pathEnvironment()) }
        // In place: a run holds much, and is not copied for every question.
        return try pathRun?.isTrue(path, on: node, resource: resource, root: rootResource) ?? nil
    }

    /// Limits that grow with the tree, so that the work stays in line with it and no expression can hang the process.
    mutating func pathEnvironment() -> FHIRPathEnvironment {
        let services: EmbeddedPathServices = pathServices ?? EmbeddedPathServices(definitions, depth: pathDepth)
        pathServices = services
        var environment: FHIRPathEnvironment = services.environment
        environment.references = index
        environment.limits.steps += tree.count * 2000
        return environment
    }
}
