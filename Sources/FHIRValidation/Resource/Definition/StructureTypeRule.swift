import FHIRCore
import FHIRPath

/// What a structure definition is about: its type and base, and where an extension may stand (FHIR R4, 5.3.4 StructureDefinition, notes).
enum StructureTypeRule: ResourceRule {
    static let types: [String] = ["StructureDefinition"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let definition: Element = context.tree.element(resource)
        checkType(definition, &context)
        checkBase(definition, &context)
        checkKind(definition, &context)
        checkContexts(definition, &context)
        checkAddress(definition, &context)
    }

    /// A type without a namespace is one of the specification.
    private static func checkType(_ definition: Element, _ context: inout ValidationContext) {
        guard let type = definition.child(named: "type"), let name = type.value, !name.contains(":"),
            context.schema.type(named: name) == nil, name != "Base"
        else { return }
        let message: String =
            "\(name) is no type of FHIR \(context.schema.fhirVersion); a type of your own is named by an absolute address"
        context.report(Finding(.error, .invalid, MessageID("SD_TYPE_NOT_LOCAL"), message), at: type.index)
    }

    private static func checkBase(_ definition: Element, _ context: inout ValidationContext) {
        guard let canonical = definition.child(named: "baseDefinition")?.value,
            let type = definition.child(named: "type")?.value
        else { return }
        let layout: ProfileLayout = context.definitions.layout
        guard let base = layout.type(canonical)?.name ?? layout.definition(canonical)?.type else {
            if context.schema.allTypes.contains(where: { $0.url == Canonical(canonical).url }) { return }
            let message: String = "the base \(canonical) is not at hand, so what is said here is not checked against it; load it"
            context.report(Finding(.warning, .notFound, MessageID("UNABLE_TO_FIND_BASE__FOR_"), message), at: definition.index)
            return
        }
        let own = String(type.split(separator: "/").last ?? "")
        switch definition.child(named: "derivation")?.value {
        case "constraint" where base != own:
            let message: String = "a constraint keeps the type of its base: \(canonical) has the type \(base), this \(type)"
            context.report(Finding(.error, .notFound, MessageID("SD_CONSTRAINED_TYPE_NO_MATCH"), message), at: definition.index)
        case "specialization" where base == own && layout.type(canonical) == nil:
            let message: String = "a specialization has a type of its own, and \(type) is that of its base \(canonical)"
            context.report(Finding(.error, .notFound, MessageID("SD_SPECIALIZED_TYPE_MATCHES"), message), at: definition.index)
        default: return
        }
    }

    /// What has a base says how it derives from it; a constraint is of the kind that its base is; only a logical model has a type with an
    /// address.
    private static func checkKind(_ definition: Element, _ context: inout ValidationContext) {
        guard let canonical = definition.text("baseDefinition"), let kind = definition.text("kind") else { return }
        let derivation: String? = definition.text("derivation")
        if derivation == nil {
            let message: String = "there is a base, \(canonical), and derivation does not say how this derives from it"
            context.report(Finding(.error, .required, MessageID("SD_MUST_HAVE_DERIVATION"), message), at: definition.index)
        }
        if let type = definition.child(named: "type"), let name = type.value, name.contains(":"), kind != "logical" {
            let message: String = "the type \(name) has an address, as types of logical models do; the kind is \(kind)"
            context.report(Finding(.error, .invalid, MessageID("SD_TYPE_NOT_LOGICAL"), message), at: type.index)
        }
        guard derivation == "constraint", let base = context.definitions.layout.type(canonical) else { return }
        let wanted: String =
            switch base.kind {
            case .resource: "resource"
            case .primitive: "primitive-type"
            default: "complex-type"
            }
        if kind == wanted || kind == "logical" { return }
        let message: String = "a constraint is of the kind that its base is: \(canonical) is a \(wanted), this a \(kind)"
        context.report(Finding(.error, .invalid, MessageID("SD_CONSTRAINED_KIND_NO_MATCH"), message), at: definition.index)
    }

    private static func checkContexts(_ definition: Element, _ context: inout ValidationContext) {
        let type: String = definition.child(named: "type")?.value ?? ""
        if type == "Extension" {
            for place in definition.children(named: "context") where place.child(named: "expression")?.value == "Element" {
                let message: String = "an extension for any element; name the elements that it is meant for"
                context.report(
                    Finding(.warning, .businessRule, MessageID("SD_CONTEXT_SHOULD_NOT_BE_ELEMENT"), message), at: place.index)
            }
            let paths: [Element] =
                definition.children(named: "contextInvariant")
                + definition.children(named: "context").filter { $0.text("type") == "fhirpath" }.compactMap {
                    $0.child(named: "expression")
                }
            for path in paths { checkExpression(path, &context) }
            return
        }
        for place in definition.children(named: "context") {
            let message: String = "only an extension has a context, and this is about \(type)"
            context.report(
                Finding(.error, .invalid, MessageID("SD_NO_CONTEXT_WHEN_NOT_EXTENSION"), message), at: place.index)
        }
        for place in definition.children(named: "contextInvariant") {
            let message: String = "only an extension has a context, and this is about \(type)"
            context.report(
                Finding(.error, .invalid, MessageID("SD_NO_CONTEXT_INV_WHEN_NOT_EXTENSION"), message), at: place.index)
        }
    }

    private static func checkExpression(_ expression: Element, _ context: inout ValidationContext) {
        guard let text = expression.value else { return }
        do throws(FHIRPathError) {
            _ = try FHIRPath(text, contexts: [], manner: .definition, schema: context.schema)
        } catch {
            let id = MessageID("ED_CONTEXT_INVARIANT_EXPRESSION_ERROR")
            let message: String = "where the extension may stand is no FHIRPath: \(error.message)"
            context.report(Finding(.error, .invalid, id, message), at: expression.index)
        }
    }

    /// An extension's url is fixed to the address of its definition.
    private static func checkAddress(_ definition: Element, _ context: inout ValidationContext) {
        guard definition.child(named: "type")?.value == "Extension", let url = definition.child(named: "url")?.value,
            definition.child(named: "baseDefinition")?.value == "http://hl7.org/fhir/StructureDefinition/Extension",
            let elements = definition.child(named: "differential")?.children(named: "element")
        else { return }
        let fixed: String? = elements.lazy.filter { $0.child(named: "path")?.value == "Extension.url" }
            .compactMap { $0.child(named: "fixed[x]")?.value }.first
        if fixed == url { return }
        let id: MessageID = fixed == nil ? MessageID("SD_EXTENSION_URL_MISSING") : MessageID("SD_EXTENSION_URL_MISMATCH")
        let found: String = fixed.map { "it is fixed to \($0)" } ?? "it is not fixed"
        let message: String = "Extension.url of this extension must be fixed to \(url); \(found)"
        context.report(Finding(.error, .invalid, id, message), at: definition.index)
    }
}
