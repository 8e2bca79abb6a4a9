import CaseRecords
import Testing

/// Faulty files: a clear error with its place, and never half a record.
@Suite struct CaseFormatTests {
    @Test(arguments: [
        (CaseFormat.json, "", "empty", true), (.json, "{", "cut off", true), (.yaml, "a: [", "cut off", true),
        (.json, #"{"id":"a","id":"b","subject":{"id":"p"}}"#, "a member twice", false),
        (.json, #"{"id":"a"}"#, "no subject", false),
        (.json, #"{"id":"a","subject":{"id":"p"},"visit":[]}"#, "an unknown member", false),
        (.yaml, "id: a\nsubject: {id: p}\nmeasurements: [{id: x, what: y, value: {integer: many}}]", "no integer", false),
        (.yaml, "id: a\nsubject: {id: p, birth: 03/01/2022}", "no date", false),
        (.yaml, "id: a\nsubject: {id: p}\nvisits: [{id: v, what: w, when: {by: {value: 3}}}]", "a distance from nothing", false),
    ])
    func refuses(format: CaseFormat, text: String, reason: String, isSyntax: Bool) {
        let error = #expect(throws: CaseReadError.self, "\(reason)") {
            try format.read(CaseRecord.self, from: Array(text.utf8))
        }
        #expect(error?.isSyntax == isSyntax, "\(reason): \(error?.description ?? "")")
        #expect(error?.description.isEmpty == false)
    }

    @Test func jsonEscapesWhatItMust() throws {
        var record = CaseRecord(id: "a")
        record.title = "quote \" backslash \\ line\nbreak bell \u{7} 😀 Μ"
        let bytes = try CaseFormat.json.write(record)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#"quote \" backslash \\ line\nbreak bell \u0007 😀 Μ"#))
        #expect(try CaseFormat.json.read(CaseRecord.self, from: bytes) == record)
    }
}
