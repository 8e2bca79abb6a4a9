import FHIRCore
import FHIRValidation
import Testing

@Suite("Narrative: addresses, places, paragraphs")
struct NarrativeAddressTests {
    private static let validator = Result { try Validator(options: .withoutAdvice) }

    private static func patient(_ content: String, _ mark: String) -> String {
        #"{"resourceType":"Patient","text":{"status":"generated","div":\#(mark)"<div xmlns='http://www.w3.org/1999/xhtml'>\#(content)</div>"}}"#
    }

    @Test(arguments: [
        ("x <a href='http://a.b/c?d=e&amp;f=%20|1'>y</a>", "", "characters of addresses"),
        ("x <a href='http://a.b/ä'>y</a>", "", "letters of any script"),
        ("x <a href='http://a.b/c d'>y</a>", "⟪XHTML_URL_INVALID⟫", "white space"),
        ("x <a href='http://a.b/{c}'>y</a>", "⟪XHTML_URL_INVALID⟫", "braces"),
        ("x <a href=''>y</a>", "⟪TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF⟫", "no address"),
        ("x <a name='n'>y</a>", "", "a place, no link"),
        ("x <a href='javascript:f()'>y</a>", "⟪TYPE_SPECIFIC_CHECKS_DT_XHTML_ACTIVE_HREF⟫", "run, not opened"),
        ("x <a href='cid:1'>y</a>", "⟪TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF⟫", "a name, not an address"),
        ("x <a href='ftp://a.b/c'>y</a>", "", "not known is no fault"),
        ("x <img src='data:image/png;base64,QUJD' alt='x'/>", "", "data in base64"),
        ("x <img src='data: image/png;base64,QUJD' alt='x'/>", "", "white space before the type"),
        ("x <img src='data:text/plain,a%20b' alt='x'/>", "", "data as text"),
        ("x <img src='data:image/png;base64' alt='x'/>", "⟪XHTML_URL_INVALID⟫", "no comma"),
        ("x <img src='data:image/png;base64,' alt='x'/>", "⟪XHTML_URL_INVALID⟫", "no data"),
        ("x <img src='data:image;base64,QUJD' alt='x'/>", "⟪XHTML_URL_INVALID⟫", "no media type"),
        ("x <img src='data:image/png;base64,Q*JD' alt='x'/>", "⟪XHTML_URL_INVALID⟫", "no base64"),
        ("x <img src='#p' alt='x'/><b id='p'>1</b><i id='p'>2</i>", "⟪TYPE_SPECIFIC_CHECKS_DT_XHTML_MULTIPLE_MATCHES⟫", "two"),
        ("x<p xmlns='http://hl7.org/fhir'>y</p>", "⟪XHTML_XHTML_NS_InValid⟫", "an element in another namespace"),
        ("<p>a<b>c</b></p><table><tr><td><p>x</p></td></tr></table>", "", "blocks beside paragraphs"),
        ("<p>a<b><p>c</p></b></p>", "⟪XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA⟫", "a paragraph in a paragraph"),
        ("<p>a<ul><li>x</li></ul></p><ul><li>x</li></ul>", "⟪XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA⟫", "a list in a paragraph"),
    ])
    func addresses(_ content: String, _ mark: String, _ reason: String) throws {
        let marked = Marked(Self.patient(content, mark))
        #expect(try marked.found(Self.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }

    @Test("A link may lead to a place in another entry of the bundle", arguments: [("there", true), ("nowhere", false)])
    func bundle(_ place: String, _ isFound: Bool) throws {
        let mark: String = isFound ? "" : "⟪Type_Specific_Checks_DT_XHTML_Resolve⟫"
        let entries: [String] = [
            Self.patient("x <a href='#\(place)'>y</a>", mark), Self.patient("<b id='there'>x</b>", ""),
        ]
        let listed: [String] = entries.enumerated().map { #"{"fullUrl":"urn:x:\#($0)","resource":\#($1)}"# }
        let marked = Marked(#"{"resourceType":"Bundle","type":"collection","entry":[\#(listed.joined(separator: ","))]}"#)
        #expect(try marked.found(Self.validator.get(), atLeast: .error) == marked.expected)
    }
}
