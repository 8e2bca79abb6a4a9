import FHIRCore

/// The XHTML of narrative (FHIR R4, 2.4.0; the invariants txt-1 and txt-2 in effect).
enum NarrativeRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let content: NarrativeContent = context.tree.withValue(of: node, NarrativeFormat.content)
        NarrativeLinkRule.note(content, node, &context)
        var seen: Set<NarrativeFault> = []
        let known: NarrativeFault? = namespaceSeen(by: context.tree, node, content)
        for fault in content.faults where seen.insert(fault).inserted {
            // In XML the reader has seen that it is well-formed; prefixes may be declared around it.
            if case .notWellFormed = fault, context.tree.isXML { continue }
            if fault == known { continue }
            context.report(describe(fault), at: node)
        }
        var isSubset: Bool = true
        for fault in seen {
            switch fault {
            case .element, .attribute: isSubset = false
            case .notWellFormed where !context.tree.isXML:
                isSubset = false
                // Text that cannot be read shows nothing.
                context.report(describe(.noContent), at: node, rule: "txt-2")
            default: continue
            }
        }
        if isSubset { return }
        let id = MessageID("http://hl7.org/fhir/StructureDefinition/Narrative#txt-1")
        let message: String =
            "the invariant txt-1 is not met: narrative holds text, lists, tables, links, images and their formatting, and nothing else"
        context.report(Finding(.error, .invariant, id, message), at: node, rule: "txt-1")
    }

    /// The wrong namespace of the `div`, if it is an XML document's, whose reader has reported it (`ReadFindingRule`).
    private static func namespaceSeen(by tree: ElementTree, _ node: NodeIndex, _ content: NarrativeContent) -> NarrativeFault? {
        let first: NarrativeFault? = content.faults.first { if case .namespace = $0 { true } else { false } }
        guard first != nil, tree.isXML else { return nil }
        let offset: Int = tree.offset(of: node)
        return tree.findings.contains { $0.code == .wrongNamespace && $0.offset == offset } ? first : nil
    }

    /// What to say of a narrative, or something in it, that is in another namespace than XHTML's.
    static func wrongNamespace(_ found: String) -> Finding { describe(.namespace(found)) }

    private static func describe(_ fault: NarrativeFault) -> Finding {
        let (name, message): (String, String) =
            switch fault {
            case .notWellFormed(let words): ("XHTML_XHTML_Not_Well_Formed", "the narrative cannot be read: \(words)")
            case .noDivision(let found): ("XHTML_XHTML_Name_Invalid", "the narrative is in a <div>, and not in a <\(found)>")
            case .namespace(let found):
                ("XHTML_XHTML_NS_InValid", "narrative is in the namespace http://www.w3.org/1999/xhtml, and not in \"\(found)\"")
            case .element(let found):
                (
                    "XHTML_XHTML_Element_Illegal",
                    "<\(found)> is not allowed in narrative: only text, lists, tables, links and images are"
                )
            case .attribute(let found, let element):
                ("XHTML_XHTML_Attribute_Illegal", "the attribute \(found) of <\(element)> is not allowed in narrative")
            case .entity(let name):
                ("XHTML_XHTML_Entity_Invalid", "&\(name); is no entity of XML; write the character itself")
            case .blockInParagraph(let found):
                (
                    "XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA",
                    "<\(found)> stands in a paragraph <p>, which holds lines of text only; close it before"
                )
            case .noContent:
                ("http://hl7.org/fhir/StructureDefinition/Narrative#txt-2", "the narrative has neither text nor an image")
            }
        return Finding(.error, .invalid, MessageID(name), message)
    }
}
