import FHIRCore
import FHIRTerminology

/// The system of a Coding or Quantity must be a code system, its code one of the system's, its display one of the code's, where the code
/// system is at hand and complete (FHIR R4, 2.24.0.16 Coding, 4.3 Code systems).
enum CodingRule {
    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let systemField = context.schema.field("system", of: type), let codeField = context.schema.field("code", of: type)
        else { return }
        let systemNode: NodeIndex = tree.child(of: node, in: systemField)
        guard systemNode != .none, let system = tree.valueText(of: systemNode) else { return }
        if type == context.definitions.types.coding {
            // A value that is no URI at all has its own finding.
            let isRead: Bool = tree.isXML || tree.kind(of: systemNode) == .string
            if !isRead || system.isEmpty || system.contains(where: \.isWhitespace) { return }
            if !isCodeSystem(system, systemNode, &context) { return }
        } else if !Address.isAbsolute(system) {
            let message: String = "the system of the unit, \"\(system.prefix(60))\", is no absolute address (http://…, urn:…)"
            return context.report(Finding(.error, .codeInvalid, MessageID("Terminology_TX_System_Relative"), message), at: node)
        } else if let meant = KnownSystem.meant(by: system) {
            let message: String = "the system of the unit, \(system), is none; \(meant) is meant"
            return context.report(Finding(.error, .codeInvalid, MessageID("Terminology_TX_System_Invalid"), message), at: node)
        }
        let codeNode: NodeIndex = tree.child(of: node, in: codeField)
        guard codeNode != .none, tree.kind(of: codeNode) == .string, let code = tree.valueText(of: codeNode), !code.isEmpty else {
            return
        }
        if system == "urn:ietf:rfc:3986", !Address.isAbsolute(code) {
            let message: String = "\"\(code)\" is no URI: codes of \(system) have a scheme (http://…, urn:…)"
            return context.report(Finding(.error, .codeInvalid, .unknownCode, message), at: codeNode)
        }
        switch context.terminology.membership(of: code, inSystem: system) {
        case .member: DisplayRule.validate(node, type, DisplayRule.Code(code: code, system: system), &context)
        case .notChecked(let reason):
            guard context.notChecked.insert(reason).inserted else { return }
            let message: String = "codes of \(system) are not checked: \(reason)"
            context.report(Finding(.information, .notSupported, MessageID("UNKNOWN_CODESYSTEM"), message), at: codeNode)
        case .notMember: reportUnknown(code, system, codeNode, &context)
        }
    }

    private static func reportUnknown(
        _ code: String, _ system: String, _ node: NodeIndex, _ context: inout ValidationContext
    ) {
        let hint: String = context.terminology.suggestion(for: code, inSystem: system).map { "; did you mean \"\($0)\"?" } ?? ""
        // Units are no binding's matter here: where one is required, its rule makes it an error.
        let severity: Severity = CodeGrammar(system: system) == nil ? .error : .warning
        context.report(Finding(severity, .codeInvalid, .unknownCode, "\"\(code)\" is no code of \(system)\(hint)"), at: node)
    }

    /// Reports a system that is none: no absolute address, that of a value set, that of a supplement.
    private static func isCodeSystem(_ system: String, _ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        if let known = context.systemFaults[system] {
            if let known { context.report(known, at: node) }
            return known == nil
        }
        let fault: Finding? = fault(of: system, &context)
        context.systemFaults[system] = .some(fault)
        if let fault { context.report(fault, at: node) }
        return fault == nil
    }

    private static func fault(of system: String, _ context: inout ValidationContext) -> Finding? {
        if !Address.isAbsolute(system) {
            let message: String =
                "the system \"\(system)\" is no absolute address (http://…, urn:…), so nobody can tell what it means"
            return Finding(.error, .invalid, MessageID("Terminology_TX_System_Relative"), message)
        }
        if CodeGrammar(system: system) != nil { return nil }
        if system.hasPrefix("https://"), case let plain = "http://" + system.dropFirst(8),
            KnownSystem.addresses.contains(plain) || context.terminology.codeSystem(plain) != nil
        {
            let message: String = "\(system) is no code system; the address of the one that is meant begins with http: (\(plain))"
            return Finding(.error, .codeInvalid, MessageID("TERMINOLOGY_TX_SYSTEM_HTTPS"), message)
        }
        if system.hasPrefix("http://hl7.org/fhir/") || system.hasPrefix("https://hl7.org/fhir/"), system.hasSuffix(".html") {
            let message: String = "\(system) is a page to read; the code system that it describes has an address of its own"
            return Finding(.error, .codeInvalid, MessageID("TERMINOLOGY_TX_SYSTEM_WRONG_HTML"), message)
        }
        if system.hasPrefix("http://build.fhir.org") || system.hasPrefix("https://build.fhir.org") {
            let message: String = "\(system) is a page of drafts; the code system that it describes has an address of its own"
            return Finding(.error, .codeInvalid, MessageID("TERMINOLOGY_TX_SYSTEM_WRONG_BUILD"), message)
        }
        if let definition = context.terminology.codeSystem(system) {
            if definition.content != .supplement { return nil }
            let message: String = "\(system) is a supplement, and codes belong to the code system that it adds to"
            return Finding(.error, .notFound, MessageID("CODESYSTEM_CS_NO_SUPPLEMENT"), message)
        }
        if context.terminology.terminology.valueSet(system) == nil { return nil }
        let message: String = "\(system) is the address of a value set; system names the code system that the code is from"
        return Finding(.error, .invalid, MessageID("Terminology_TX_System_ValueSet2"), message)
    }
}

/// Code systems that all use, by their addresses (FHIR R4, 4.3.0 Using code systems).
private enum KnownSystem {
    static let addresses: Set<String> = [
        "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org", "http://www.nlm.nih.gov/research/umls/rxnorm",
    ]

    /// The one whose address has something behind it that does not belong there: a path, a query, a part. Letters would make it another
    /// name, `http://loinc.organisation.example`.
    static func meant(by system: String) -> String? {
        addresses.first { address in
            system.hasPrefix(address) && system.utf8.dropFirst(address.utf8.count).first.map { "/?#|".utf8.contains($0) } == true
        }
    }
}
