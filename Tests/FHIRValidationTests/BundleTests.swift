import FHIRCore
import FHIRValidation
import Testing

@Suite("Bundles")
struct BundleTests {
    private static let validator = Result { try Validator() }

    @Test(
        "entries and links",
        arguments: [
            ("a URN", #"[{"fullUrl":"urn:uuid:5c1f2b0e-0000-4000-8000-000000000001","resource":{"resourceType":"Patient"}}]"#),
            ("an address", #"[{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"1"}}]"#),
            ("no fullUrl", #"[⟪BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED⟫{"resource":{"resourceType":"Patient","id":"1"}}]"#),
            ("relative", #"[⟪BUNDLE_ENTRY_URL_ABSOLUTE⟫{"fullUrl":"Patient/1","resource":{"resourceType":"Patient","id":"1"}}]"#),
            (
                "another id",
                #"[⟪BUNDLE_ENTRY_URL_MATCHES_TYPE_ID⟫{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"2"}}]"#
            ),
            (
                "another type",
                #"[⟪BUNDLE_ENTRY_URL_MATCHES_TYPE_ID⟫{"fullUrl":"http://a.org/Group/1","resource":{"resourceType":"Patient","id":"1"}}]"#
            ),
            (
                "no id",
                #"[⟪BUNDLE_ENTRY_URL_MATCHES_NO_ID⟫{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient"}}]"#
            ),
            ("no server's address", #"[{"fullUrl":"http://a.org/patients?id=1","resource":{"resourceType":"Patient"}}]"#),
        ])
    func entries(_ reason: String, _ entries: String) throws {
        let marked = Marked(#"{"resourceType":"Bundle","type":"collection","entry":\#(entries)}"#)
        #expect(try marked.found(BundleTests.validator.get()) == marked.expected, "\(reason)")
    }

    @Test("parts of a transaction need no fullUrl")
    func transaction() throws {
        let marked = Marked(
            #"{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}}]}"#
        )
        #expect(try marked.found(BundleTests.validator.get()) == [])
    }

    @Test(
        "links",
        arguments: [
            ("searchset", #"[{"relation":"self","url":"http://a"},{"relation":"next","url":"http://b"}]"#),
            (
                "searchset",
                #"[{"relation":"self","url":"http://a"},⟪BUNDLE_LINK_SEARCH_NO_DUPLICATES⟫{"relation":"self","url":"http://b"}]"#
            ),
            ("collection", #"[{"relation":⟪BUNDLE_LINK_SEARCH_PROHIBITED⟫"next","url":"http://b"}]"#),
            ("collection", #"[{"relation":"stylesheet","url":⟪CaseBridge_Style_Sheet_Not_Found⟫"Binary/1"}]"#),
            ("collection", #"[{"relation":"stylesheet","url":⟪BUNDLE_LINK_STYLESHEET_EXTERNAL⟫"http://a.org/x.css"}]"#),
            ("collection", #"[{"relation":"stylesheet","url":"https://hl7.org/fhir/fhir.css"}]"#),
        ])
    func links(_ type: String, _ links: String) throws {
        let marked = Marked(#"{"resourceType":"Bundle","type":"\#(type)","link":\#(links)}"#)
        #expect(try marked.found(BundleTests.validator.get()) == marked.expected)
    }

    @Test(
        "documents",
        arguments: [
            ("whole", document(subject: "Patient/1", "", patient())),
            (
                "a subject that is not there",
                document(subject: "Patient/2", "⟪Bundle_BUNDLE_Entry_NotFound⟫", patient(link: "Group/1"))
            ),
            (
                "an entry on which nothing hangs",
                document(subject: "Patient/1", "", patient(), "⟪Bundle_BUNDLE_Entry_Orphan_DOCUMENT⟫")
            ),
        ])
    func documents(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(BundleTests.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }

    private static func patient(link: String = "Practitioner/1") -> String {
        #"{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"1"}}"#
    }

    /// A document of a Composition and a Patient, who is not said to hang on it where `orphan` is given.
    private static func document(subject: String, _ mark: String, _ patient: String, _ orphan: String = "") -> String {
        let author: String = #""author":[{"reference":"Patient/1"}]"#
        let extra: String = #"{"fullUrl":"http://a.org/Practitioner/9","resource":{"resourceType":"Practitioner","id":"9"}}"#
        return
            #"{"resourceType":"Bundle","type":"document","identifier":{"system":"urn:x","value":"1"},"timestamp":"2020-01-01T00:00:00Z","entry":["#
            + #"{"fullUrl":"http://a.org/Composition/1","resource":{"resourceType":"Composition","id":"1","status":"final","type":{"text":"x"},"date":"2020","title":"x","subject":\#(mark){"reference":"\#(subject)"},\#(author)}},"#
            + patient + (orphan.isEmpty ? "" : "," + orphan + extra) + "]}"
    }

    @Test("a profile for one entry")
    func bundleRule() throws {
        var options = ValidationOptions()
        options.bundleRules = [
            ValidationOptions.BundleRule(type: "Patient", index: 1, profile: "http://hl7.org/fhir/StructureDefinition/Group")
        ]
        let patient: (Int) -> String = {
            #"{"fullUrl":"urn:x:\#($0)","resource":\#($0 == 1 ? "⟪Validation_VAL_Profile_Minimum⟫⟪Validation_VAL_Profile_Minimum⟫" : ""){"resourceType":"Patient"}}"#
        }
        let marked = Marked(
            #"{"resourceType":"Bundle","type":"collection","entry":[\#((0..<3).map(patient).joined(separator: ","))]}"#)
        #expect(try marked.found(Validator(options: options)) == marked.expected)
    }

    @Test("a profile for an entry that is not there")
    func bundleRuleWithoutEntry() throws {
        var options = ValidationOptions()
        options.bundleRules = [
            ValidationOptions.BundleRule(type: "Patient", index: 1, profile: "http://hl7.org/fhir/StructureDefinition/Patient")
        ]
        let marked = Marked(
            #"⟪CaseBridge_Bundle_Rule_No_Entry⟫{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:x:0","resource":{"resourceType":"Patient"}}]}"#
        )
        #expect(try marked.found(Validator(options: options)) == marked.expected)
    }

    @Test(
        "links of narrative",
        arguments: [
            (##"<p id='a'>x</p><a href='#a'>y</a>"##, ""), (##"<a name='a'>x</a><a href='#a'>y</a>"##, ""),
            (##"x <a href='#'>top</a>"##, ""), (##"x <img src='#c' alt='c'/>"##, ""),
            (##"x <a href='#b'>y</a>"##, "⟪Type_Specific_Checks_DT_XHTML_Resolve⟫"),
            (##"x <img src='#b' alt='b'/>"##, "⟪Type_Specific_Checks_DT_XHTML_Resolve_Img⟫"),
            ("x <a href='urn:uuid:1'>y</a>", "⟪TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF⟫"),
            ("x <a href='mailto:a@b.org'>y</a>", ""),
            ("x <a href='other.html'>y</a>", ""),
        ])
    func narrative(_ content: String, _ mark: String) throws {
        // The image counts as a reference to the contained resource; where there is none, another element refers to it.
        let mention: String = content.contains("#c") ? "" : ##","generalPractitioner":[{"reference":"#c"}]"##
        let type: String = content.contains("#c") ? #""Binary","contentType":"image/png""# : #""Practitioner""#
        let marked = Marked(
            #"{"resourceType":"Patient","contained":[{"resourceType":\#(type),"id":"c"}]\#(mention),"text":{"status":"generated","div":\#(mark)"<div xmlns='http://www.w3.org/1999/xhtml'>\#(content)</div>"}}"#
        )
        #expect(try marked.found(BundleTests.validator.get()) == marked.expected)
    }

    @Test("an id at two elements")
    func duplicateIDs() throws {
        let marked = Marked(#"{"resourceType":"Patient","name":[{"id":"a","text":"x"},⟪DUPLICATE_ID⟫{"id":"a","text":"y"}]}"#)
        #expect(try marked.found(BundleTests.validator.get()) == marked.expected)
    }
}
