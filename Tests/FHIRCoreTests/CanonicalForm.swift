import FHIRCore
import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Forms in which documents of the same content are equal.
enum CanonicalForm {
    /// Members by name, so that their order does not count; numbers stay their text. Narrative is brought into a form of its own.
    static func json(_ value: JSONValue, narrative: (String) throws -> String = { $0 }) rethrows -> JSONValue {
        switch value {
        case .object(let members):
            let sorted: [JSONMember] = try members.map { member in
                if member.name == "div", case .string(let text) = member.value {
                    return JSONMember(member.name, .string(try narrative(text)))
                }
                return JSONMember(member.name, try json(member.value, narrative: narrative))
            }
            return .object(sorted.sorted { $0.name < $1.name })
        case .array(let items): return .array(try items.map { try json($0, narrative: narrative) })
        default: return value
        }
    }

    /// A line for each tag and each piece of text, by Foundation's parser and not ours: expanded names instead of prefixes, attributes
    /// by name, white space folded and taken from the ends of text.
    static func xml(_ bytes: [UInt8]) throws -> [String] {
        let parser = XMLParser(data: Data(bytes))
        let events = Events()
        parser.shouldProcessNamespaces = true
        parser.delegate = events
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        return events.lines
    }

    private final class Events: NSObject, XMLParserDelegate {
        private(set) var lines: [String] = []
        private var text: String = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            endText()
            let list: [String] = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }
            lines.append("<{\(namespaceURI ?? "")}\(name)\(list.joined())>")
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            endText()
            lines.append("</\(name)>")
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        private func endText() {
            let words: [Substring] = text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
            if !words.isEmpty { lines.append(words.joined(separator: " ")) }
            text = ""
        }
    }
}
