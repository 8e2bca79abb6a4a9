import FHIRCore

/// Literal references (FHIR R4, 2.3.0.1): their text, what they lead to, and whether it is of a type that is allowed.
enum ReferenceRule {
    static func validate(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let targets: ReferenceTargets? = context.baseTargets(ofElement: row)
        let named: TypeDefinition? = ReferenceTypeRule.validate(node, targets, &context)
        guard let text = context.referenceText(node) else { return }
        if text.hasWhitespace {
            let message: String = "\"\(text.prefix(60))\" is no reference: an address holds no white space"
            return context.report(Finding(.error, .invalid, MessageID("REFERENCE_REF_INVALID_REF"), message), at: node)
        }
        if text.hasPrefix("#") { context.mention(text, at: node) }
        if let query = ConditionalReference.query(text, context.schema) {
            if ConditionalReference.isWellFormed(query) { return }
            let message: String = "the search in \(text) has not the form name=value&name=value"
            return context.report(Finding(.error, .invalid, MessageID("REFERENCE_REF_QUERY_INVALID"), message), at: node)
        }
        let target: ReferenceTarget = context.index.target(text, from: node)
        switch target {
        case .contained(let found), .bundled(let found):
            check(context.schema.definition(context.tree.type(of: found)), text, node, targets, named, &context)
        case .ambiguous(_, let entries): ambiguous(text, entries.count, node, &context)
        case .outside(let found):
            let asked: ValidationOptions.ReferenceCheck = context.definitions.options.referenceCheck
            if asked != .none { check(context.schema.definition(found.type), text, node, targets, named, &context) }
            if asked == .valid, let fault = context.baseFault(of: found) {
                let message: String = "what the reference \(text) leads to is not valid (\(fault))"
                context.report(Finding(.error, .structure, MessageID("Reference_REF_CantMatchChoice"), message), at: node)
            }
        case .absent(let reason):
            absent(text, reason, node, &context)
            if let named { writtenType(text, named, node, &context) }
            if let targets, let fault = impliedType(text, targets, context.schema) {
                // Whether the address has the form of a server that names types is not known, unless that is said.
                let isSure: Bool = context.definitions.options.assumesRESTReferences
                context.report(Finding(isSure ? .error : .warning, .structure, .referenceTarget, fault), at: node)
            }
        }
    }

    /// Checks the type of the resource that was found.
    private static func check(
        _ found: TypeDefinition?, _ text: String, _ node: NodeIndex, _ targets: ReferenceTargets?, _ named: TypeDefinition?,
        _ context: inout ValidationContext
    ) {
        guard let found else { return }
        if let written = RESTAddress(text, context.schema)?.type, written != found.index {
            let name: String = context.schema.definition(written)?.name ?? ""
            let message: String = "the reference \(text) names a \(name), and leads to a \(found.name)"
            return context.report(Finding(.error, .structure, MessageID("Reference_REF_ResourceType"), message), at: node)
        }
        if let targets, !targets.allows(found) {
            context.report(wrongType(found, targets), at: node)
        } else if let named, !found.isKind(of: named.name) {
            let message: String = "the element type says \(named.name), and the reference leads to a \(found.name)"
            context.report(Finding(.error, .structure, MessageID("Reference_REF_BadTargetType"), message), at: node)
        }
    }

    /// The type in the address is the one that the element `type` names.
    private static func writtenType(
        _ text: String, _ named: TypeDefinition, _ node: NodeIndex, _ context: inout ValidationContext
    ) {
        guard let written = RESTAddress(text, context.schema)?.type, let type = context.schema.definition(written),
            !type.isKind(of: named.name)
        else { return }
        let message: String = "the element type says \(named.name), and the reference \(text) names a \(type.name)"
        context.report(Finding(.error, .structure, MessageID("Reference_REF_BadTargetType"), message), at: node)
    }

    /// What to say of a target whose type is not allowed.
    static func wrongType(_ found: TypeDefinition, _ targets: ReferenceTargets) -> Finding {
        let message: String = "the reference leads to a \(found.name); allowed here: \(targets.names)"
        return Finding(.error, .structure, MessageID("Reference_REF_BadTargetType"), message)
    }

    /// What is wrong with a literal reference that names a type (`Patient/1`) which is none of those allowed.
    static func impliedType(_ text: String, _ targets: ReferenceTargets, _ schema: Schema) -> String? {
        guard let address = RESTAddress(text, schema), let type = schema.definition(address.type),
            !targets.allows(type)
        else { return nil }
        return "the reference \(text) names a \(type.name); allowed here: \(targets.names)"
    }

    private static func ambiguous(_ text: String, _ count: Int, _ node: NodeIndex, _ context: inout ValidationContext) {
        // A history holds the same resource several times by its nature.
        if context.index.bundle(around: node)?.type == "history" { return }
        let message: String = "\(count) entries of the bundle have the address that \(text) leads to"
        context.report(Finding(.error, .invalid, MessageID("Bundle_BUNDLE_MultipleMatches"), message), at: node)
    }

    private static func absent(
        _ text: String, _ reason: ReferenceTarget.Absence, _ node: NodeIndex, _ context: inout ValidationContext
    ) {
        switch reason {
        // Said when everything in the container has been seen (`ContainedRule`).
        case .contained: return
        case .malformed:
            let message: String = "the relative reference \(text) must have the form Type/id"
            return context.report(Finding(.error, .invalid, MessageID("Reference_REF_Format2"), message), at: node)
        case .noFullURL:
            let type: String = context.index.bundle(around: node)?.type ?? ""
            if type == "batch-response" || type == "transaction-response" { return }
            let message: String = "the reference \(text) is relative, and its entry has no fullUrl that it could be relative to"
            return context.report(Finding(.error, .required, MessageID("Bundle_BUNDLE_FullUrl_Missing"), message), at: node)
        case .otherAddress(let wanted, let entries): otherAddress(wanted, entries, text, node, &context)
        case .remote:
            if text.hasPrefix("urn:"), context.index.bundle(around: node) != nil {
                let message: String = "no entry of the bundle has the fullUrl \(text)"
                context.report(Finding(.warning, .notFound, MessageID("Bundle_BUNDLE_Not_Local"), message), at: node)
            }
        }
        if context.mustExist(text) {
            let message: String = "the resource that \(text) leads to is not at hand; name it with --resolve if it exists"
            context.report(Finding(.error, .notFound, MessageID("Reference_REF_CantResolve"), message), at: node)
        }
    }

    /// In documents and messages that is an error of the bundle (`BundleReferenceRule`).
    private static func otherAddress(
        _ wanted: String, _ entries: [Int], _ text: String, _ node: NodeIndex, _ context: inout ValidationContext
    ) {
        guard let bundle = context.index.bundle(around: node), bundle.type != "document", bundle.type != "message" else { return }
        let message: String =
            "the reference \(text) leads to \(wanted), which no entry has; the same type and id has an entry with the fullUrl "
            + bundle.addresses(of: entries)
        context.report(
            Finding(.warning, .invalid, MessageID("BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU"), message), at: node)
    }
}

extension ValidationContext {
    /// The reference leads outside, and its target has to be at hand.
    fileprivate func mustExist(_ text: String) -> Bool {
        let options: ValidationOptions = definitions.options
        if options.referenceCheck == .none { return false }
        if options.assumesRESTReferences, !text.hasScheme { return false }
        return !(options.acceptsExampleURLs && AddressHost(text)?.isExample == true)
    }

    /// Notes an address of something in the same resource, so that it counts as referred to.
    mutating func mention(_ text: String, at node: NodeIndex) {
        guard !scopes.isEmpty else { return }
        scopes[scopes.count - 1].references.append((String(text.dropFirst()), node))
    }
}
