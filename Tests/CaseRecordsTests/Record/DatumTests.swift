import CaseRecords
import Foundation
import Testing

/// The small values that are written as one word.
@Suite struct DatumTests {
    @Test(arguments: [
        ("0", true, "zero"), ("2.30", true, "digits are kept"), ("-1", true, "negative"), ("1.5e-3", true, "exponent"),
        ("007", false, "leading zeros"), (".5", false, "no whole part"), ("1.", false, "no digits after the point"),
        ("60\\", false, "a dirty cell"), ("", false, "empty"), ("1e", false, "no exponent digits"), ("٣", false, "other digits"),
    ])
    func decimal(text: String, isNumber: Bool, reason: String) {
        #expect(DecimalText(rawValue: text)?.rawValue == (isNumber ? text : nil), "\(reason)")
    }

    @Test(arguments: [
        ("2015", true, "year"), ("2015-02", true, "month"), ("2015-02-09", true, "day"), ("20012", false, "five digits"),
        ("2015-02-09T10:00:00+08:00", true, "time with zone"), ("2015-02-09T10:00:00.123Z", true, "parts of a second"),
        ("2015-02-09T10:00:00", false, "time without zone"), ("03/01/2022", false, "an ambiguous date"),
    ])
    func date(text: String, isDate: Bool, reason: String) {
        #expect((CaseRecord.PartialDate(rawValue: text) != nil) == isDate, "\(reason)")
    }

    @Test(arguments: [
        ("C4-C6", true, "within a region"), ("T12-L3", true, "across regions"), ("L5", true, "one vertebra"),
        ("C3-5", false, "the second region is missing"), ("C8", false, "no such vertebra"), ("C", false, "a region"),
        ("С3", false, "a Cyrillic letter"), ("C3-C4-C5", false, "three ends"),
    ])
    func extent(text: String, isExtent: Bool, reason: String) {
        #expect(CaseRecord.VertebralExtent(text)?.description == (isExtent ? text : nil), "\(reason)")
    }

    @Test(arguments: [
        ("article:23", true, "one line"), ("article:29-39", true, "lines"), ("article", false, "no line"),
        ("article:0", false, "lines count from 1"), ("article:9-3", false, "backwards"), (":3", false, "no document"),
    ])
    func place(text: String, isPlace: Bool, reason: String) {
        #expect(CaseRecord.SourceSpan(place: text)?.place == (isPlace ? text : nil), "\(reason)")
    }

    @Test(arguments: [
        (#"{"by":{"value":"3","ucum":"mo"}}"#, "a distance from nothing"),
        (#"{"after":"a","before":"b"}"#, "two relations"),
    ])
    func momentRefuses(json: String, reason: String) {
        #expect(throws: DecodingError.self, "\(reason)") {
            try JSONDecoder().decode(CaseRecord.Moment.self, from: Data(json.utf8))
        }
    }

    @Test(arguments: [
        (#"{"integer":20,"text":"x"}"#, "two results"), ("{}", "none"), (#"{"ratio":"1/640"}"#, "not this form of a ratio"),
    ])
    func valueRefuses(json: String, reason: String) {
        #expect(throws: DecodingError.self, "\(reason)") {
            try JSONDecoder().decode(CaseRecord.Value.self, from: Data(json.utf8))
        }
    }
}
