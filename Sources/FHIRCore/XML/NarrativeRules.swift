/// What may stand in narrative (FHIR R4, 2.4.2): basic formatting of XHTML, nothing active, nothing from elsewhere.
public enum NarrativeRules {
    /// What keeps the text of a narrative's `div` from being allowed; empty if it is.
    public static func faults(in text: String) -> [String] {
        guard let xml = Narrative.xml(of: Array(text.utf8)), let division = try? XMLNode.read(xml) else {
            return ["it is no well-formed div of XHTML"]
        }
        var faults: [String] = []
        check(division, &faults)
        if !hasContent(division) { faults.append("there is nothing in it but white space") }
        return faults
    }

    private static let elements: Set<String> = [
        "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "dfn", "div",
        "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "q", "samp", "small",
        "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
    ]

    private static let attributes: Set<String> = [
        "title", "style", "class", "id", "lang", "dir", "accesskey", "tabindex", "space",
        "span", "width", "height", "align", "valign", "char", "charoff", "abbr", "axis", "headers", "scope", "rowspan", "colspan",
        "summary", "border", "frame", "rules", "cellspacing", "cellpadding", "nowrap", "bgcolor",
        "type", "start", "value", "compact", "cite", "datetime", "name", "href", "rel", "rev", "hreflang", "charset", "coords",
        "shape", "src", "alt", "longdesc", "usemap", "ismap", "hspace", "vspace", "noshade", "size", "clear", "target",
    ]

    private static func check(_ node: XMLNode, _ faults: inout [String]) {
        if !elements.contains(node.name) { faults.append("the element \(node.name) is not allowed") }
        for attribute in node.attributes where !attributes.contains(attribute.name) {
            faults.append("the attribute \(attribute.name) of \(node.name) is not allowed")
        }
        for child in node.children { check(child, &faults) }
    }

    private static func hasContent(_ node: XMLNode) -> Bool {
        node.name == "img" || node.text.contains { !$0.isWhitespace } || node.children.contains(where: hasContent)
    }
}
