import CLibXML2

/// A part of a narrative that stands directly in its outermost `div`.
package struct NarrativeSection: Sendable {
    /// Its text without markup, white space as one space.
    package let text: String
    /// The words of its attribute `class`.
    package let classes: [String]
    /// The language that `lang` or `xml:lang` gives.
    package let language: String?
    /// It is text without an element around it.
    package let isBare: Bool
}

extension NarrativeFormat {
    /// The parts of a narrative's text, in order; empty if it is no well-formed XHTML.
    package static func sections(of text: UnsafeBufferPointer<UInt8>) -> [NarrativeSection] {
        let resolved: [UInt8] = text.contains(0x26) ? HTMLEntities.resolved(Array(text)) : Array(text)
        let reader = SectionReader()
        do throws(ReadError) {
            try resolved.withBytes { (buffer) throws(ReadError) in
                try XMLEventParser.parse(buffer, handler: reader, maximumDepth: 1024)
            }
        } catch {
            return []
        }
        reader.endBare()
        return reader.sections
    }
}

private final class SectionReader: XMLHandler {
    private(set) var sections: [NarrativeSection] = []
    private var depth: Int = 0
    private var text: String = ""
    private var classes: [String] = []
    private var language: String?

    func startElement(_ tag: XMLTag, offset: Int) {
        depth += 1
        if depth != 2 { return }
        endBare()
        for index in 0..<tag.attributeCount {
            let attribute = tag.attribute(index)
            switch attribute.name.string {
            case "class": classes = attribute.value.string.split(whereSeparator: \.isWhitespace).map(String.init)
            case "lang": language = attribute.value.string
            default: continue
            }
        }
    }

    func endElement(end: Int) {
        depth -= 1
        if depth == 1 { endSection(isBare: false) }
    }

    func characters(_ text: XMLText) { self.text += text.string }

    /// Ends the text before an element or the end.
    func endBare() {
        if text.contains(where: { !$0.isWhitespace }) { endSection(isBare: true) }
        text = ""
    }

    private func endSection(isBare: Bool) {
        let words: String = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        sections.append(NarrativeSection(text: words, classes: classes, language: language, isBare: isBare))
        (text, classes, language) = ("", [], nil)
    }
}
