import CLibXML2

/// What is wrong with the XHTML of a narrative (FHIR R4, 2.4.0 Narrative).
package enum NarrativeFault: Hashable, Sendable {
    /// No well-formed XML, with the parser's words.
    case notWellFormed(String)
    /// The outermost element is no `div`.
    case noDivision(String)
    /// The `div`, or an element in it, is not in the XHTML namespace.
    case namespace(String)
    /// An element that narrative must not have.
    case element(String)
    /// An attribute that narrative must not have, and the element that has it.
    case attribute(String, of: String)
    /// A block (`table`) in a paragraph, which holds lines of text only.
    case blockInParagraph(String)
    /// Neither text nor an image.
    case noContent
    /// A named entity (`&nbsp;`) that XML does not know without a DTD.
    case entity(String)
}

/// The subset of XHTML that narrative may use: formatting of HTML 4.0, chapters 7 to 11 (but section 4 of chapter 9) and 15, links by
/// name or address, images, style attributes; no scripts, forms, frames, objects, heads or events.
package enum NarrativeFormat {
    /// All faults of a narrative's text, in document order.
    package static func faults(in text: UnsafeBufferPointer<UInt8>) -> [NarrativeFault] { content(of: text).faults }

    /// The links of a narrative, in document order.
    package static func links(in text: UnsafeBufferPointer<UInt8>) -> [NarrativeLink] { content(of: text).links }

    /// What is wrong with a narrative, where its links lead, and the places in it that links can lead to.
    package static func content(of text: UnsafeBufferPointer<UInt8>) -> NarrativeContent {
        let resolved: [UInt8] = text.contains(0x26) ? HTMLEntities.resolved(Array(text)) : Array(text)
        let reader = NarrativeReader()
        do throws(ReadError) {
            try resolved.withBytes { (buffer) throws(ReadError) in
                try XMLEventParser.parse(buffer, handler: reader, maximumDepth: 1024)
            }
        } catch {
            return NarrativeContent(faults: [.notWellFormed(error.message)], links: [], anchors: [])
        }
        let entities: [NarrativeFault] = HTMLEntities.names(in: text).map { .entity($0) }
        return NarrativeContent(
            faults: entities + reader.faults + (reader.hasContent ? [] : [.noContent]), links: reader.links,
            anchors: reader.anchors)
    }
}

/// What a narrative holds for those who check it.
package struct NarrativeContent: Sendable {
    package let faults: [NarrativeFault]
    package let links: [NarrativeLink]
    /// The ids and names in it, in document order.
    package let anchors: [String]
}

/// A place of a narrative that leads elsewhere.
package struct NarrativeLink: Hashable, Sendable {
    /// The address: `#id`, a URL.
    package let address: String
    /// It is the source of an image; else a hyperlink.
    package let isImage: Bool
}

private final class NarrativeReader: XMLHandler {
    private(set) var faults: [NarrativeFault] = []
    private(set) var links: [NarrativeLink] = []
    private(set) var anchors: [String] = []
    private(set) var hasContent: Bool = false
    private var depth: Int = 0
    /// Depth of the outermost paragraph that is open; 0 for none.
    private var paragraph: Int = 0

    func startElement(_ tag: XMLTag, offset: Int) {
        let name: String = tag.name.string
        if depth == 0 {
            if name != "div" { faults.append(.noDivision(name)) }
            if tag.namespace?.equals("http://www.w3.org/1999/xhtml") != true {
                faults.append(.namespace(tag.namespace?.string ?? ""))
            }
        } else {
            if !allowedElements.contains(name) { faults.append(.element(name)) }
            if let namespace = tag.namespace, !namespace.equals("http://www.w3.org/1999/xhtml") {
                faults.append(.namespace(namespace.string))
            }
        }
        depth += 1
        if paragraph > 0, blocks.contains(name) { faults.append(.blockInParagraph(name)) }
        if name == "p", paragraph == 0 { paragraph = depth }
        if name == "img" { hasContent = true }
        for index in 0..<tag.attributeCount {
            let attribute = tag.attribute(index)
            let attributeName: String = attribute.name.string
            note(attributeName, attribute.value, isLink: name == "a" || name == "area", isImage: name == "img")
            // Attributes with a namespace are xml:lang and its like.
            if attribute.namespace != nil || allowedAttributes.contains(attributeName) { continue }
            if !(allowedAttributesOf[name]?.contains(attributeName) ?? false) {
                faults.append(.attribute(attributeName, of: name))
            }
        }
    }

    private func note(_ attribute: String, _ value: XMLText, isLink: Bool, isImage: Bool) {
        switch attribute {
        case "href" where isLink: links.append(NarrativeLink(address: value.string, isImage: false))
        case "src" where isImage: links.append(NarrativeLink(address: value.string, isImage: true))
        // A link and its place often carry both, with the same text.
        case "id", "ID": anchors.append(value.string)
        case "name" where isLink && anchors.last != value.string: anchors.append(value.string)
        default: return
        }
    }

    func endElement(end: Int) {
        if paragraph == depth { paragraph = 0 }
        depth -= 1
    }

    func characters(_ text: XMLText) {
        if !hasContent { hasContent = !text.allSatisfy { $0 <= 0x20 } }
    }
}

private func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

private let allowedElements: Set<String> = words(
    """
    a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img \
    kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var
    """)

/// Elements that stand beside paragraphs, and never in one (HTML 4.0, 7.5.3).
private let blocks: Set<String> = words("div blockquote table ol ul p")

private let allowedAttributes: Set<String> = words(
    """
    abbr accesskey align axis char charoff class dir headers id ID lang rowspan colspan scope span style tabindex title valign width
    """)

private let allowedAttributesOf: [String: Set<String>] = [
    "a": words("charset coords href hreflang name rel rev shape type"),
    "area": words("alt coords href nohref shape"),
    "blockquote": words("cite"),
    "img": words("alt border height ismap longdesc src usemap"),
    "map": words("name"),
    "ol": words("start type"),
    "pre": words("space"),
    "q": words("cite"),
    "table": words("border cellpadding cellspacing frame rules summary"),
    "td": words("nowrap"),
    "th": words("nowrap"),
    "ul": words("type"),
]
