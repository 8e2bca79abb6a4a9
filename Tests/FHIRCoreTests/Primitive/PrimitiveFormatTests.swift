import FHIRCore
import Testing

/// A value of a primitive type, what is wrong with it, and why the row is here.
struct FormatCase: Sendable, CustomTestStringConvertible {
    let format: PrimitiveFormat
    let text: String
    let fault: FormatFault?
    let reason: String

    init(_ format: PrimitiveFormat, _ text: String, _ fault: FormatFault?, _ reason: String) {
        self.format = format
        self.text = text
        self.fault = fault
        self.reason = reason
    }

    var testDescription: String { "\(format) \"\(text.prefix(30))\": \(reason)" }
}

@Suite("Formats of primitives")
struct PrimitiveFormatTests {
    @Test(
        "numbers",
        arguments: [
            FormatCase(.boolean, "true", nil, "as is"),
            FormatCase(.boolean, "True", .noBoolean, "case counts"),
            FormatCase(.integer, "0", nil, "zero"),
            FormatCase(.integer, "-2147483648", nil, "least of 32 bits"),
            FormatCase(.integer, "2147483647", nil, "most of 32 bits"),
            FormatCase(.integer, "2147483648", .integerRange, "one too many"),
            FormatCase(.integer, "-2147483649", .integerRange, "one too few"),
            FormatCase(.integer, "99999999999999999999999", .integerRange, "does not overflow"),
            FormatCase(.integer, "01", .noInteger, "leading zero"),
            FormatCase(.integer, "-0", .noInteger, "zero has no sign"),
            FormatCase(.integer, "1.0", .noInteger, "fraction"),
            FormatCase(.integer, "-", .noInteger, "sign alone"),
            FormatCase(.unsignedInt, "0", nil, "zero is allowed"),
            FormatCase(.unsignedInt, "-1", .negative, "below zero"),
            FormatCase(.positiveInt, "1", nil, "least"),
            FormatCase(.positiveInt, "0", .belowOne, "zero is not positive"),
            FormatCase(.decimal, "1.10", nil, "zeros at the end are kept"),
            FormatCase(.decimal, "-0.5e-3", nil, "exponent"),
            FormatCase(.decimal, "1.", .noDecimal, "no digit after the point"),
            FormatCase(.decimal, ".5", .noDecimal, "no digit before the point"),
            FormatCase(.decimal, "01.5", .noDecimal, "leading zero"),
            FormatCase(.decimal, "1,5", .noDecimal, "comma"),
        ])
    func numbers(_ row: FormatCase) { #expect(row.format.fault(in: row.text) == row.fault, "\(row.reason)") }

    @Test(
        "dates and times",
        arguments: [
            FormatCase(.date, "2024", nil, "year"),
            FormatCase(.date, "2024-02", nil, "month"),
            FormatCase(.date, "2024-02-29", nil, "leap day"),
            FormatCase(.date, "2023-02-29", .noSuchDay, "no leap year"),
            FormatCase(.date, "1900-02-29", .noSuchDay, "a century is none"),
            FormatCase(.date, "2000-02-29", nil, "unless it is a fourth one"),
            FormatCase(.date, "1974-02-30", .noSuchDay, "no such day"),
            FormatCase(.date, "2024-04-31", .noSuchDay, "April"),
            FormatCase(.date, "2024-13", .noSuchMonth, "month 13"),
            FormatCase(.date, "2024-00-01", .noSuchMonth, "month 0"),
            FormatCase(.date, "0000", .yearZero, "year 0"),
            FormatCase(.date, "2020-1-1", .noDate, "digits missing"),
            FormatCase(.date, "20200101", .noDate, "no dashes"),
            FormatCase(.date, "2020-01-01T10:00:00Z", .noDate, "a date has no time"),
            FormatCase(.date, "2020-", .noDate, "dash at the end"),
            FormatCase(.dateTime, "2020-01-01T10:00:00Z", nil, "zone Z"),
            FormatCase(.dateTime, "2020-01-01T10:00:00.123+14:00", nil, "farthest zone"),
            FormatCase(.dateTime, "2020-01-01T10:00:00+14:01", .noSuchZone, "farther"),
            FormatCase(.dateTime, "2020-01-01T10:00:00", .missingZone, "a time has a zone"),
            FormatCase(.dateTime, "2020-01-01T10:00Z", .noDateTime, "seconds are required"),
            FormatCase(.dateTime, "2020-01-01T24:00:00Z", .noSuchTime, "24:00 is not used"),
            FormatCase(.dateTime, "2016-12-31T23:59:60Z", nil, "leap second"),
            FormatCase(.dateTime, "2016-12-31T23:59:61Z", .noSuchTime, "no second leap second"),
            FormatCase(.dateTime, "2020-01T10:00:00Z", .noDateTime, "a time needs a whole date"),
            FormatCase(.dateTime, "2020-01-01 10:00:00Z", .noDateTime, "T, no space"),
            FormatCase(.dateTime, "2020-01-01T10:00:00.Z", .noDateTime, "fraction without digits"),
            FormatCase(.instant, "2020-01-01T10:00:00Z", nil, "as is"),
            FormatCase(.instant, "2020-01-01", .noInstant, "a day is no instant"),
            FormatCase(.time, "23:59:59.999", nil, "fraction"),
            FormatCase(.time, "10:00", .noTime, "seconds are required"),
            FormatCase(.time, "10:00:00Z", .noTime, "a time of day has no zone"),
            FormatCase(.time, "10:60:00", .noSuchTime, "minute 60"),
        ])
    func dates(_ row: FormatCase) { #expect(row.format.fault(in: row.text) == row.fault, "\(row.reason)") }

    @Test(
        "texts and addresses",
        arguments: [
            FormatCase(.string, "a\tb\r\nc", nil, "tab and line ends"),
            FormatCase(.string, " \n ", .onlyWhiteSpace, "nothing to read"),
            FormatCase(.string, "a\u{1}b", .controlCharacter, "control character"),
            FormatCase(.string, "", .empty, "empty"),
            FormatCase(.code, "a b", nil, "one space within"),
            FormatCase(.code, "a  b", .codeWhiteSpace, "two"),
            FormatCase(.code, " a", .codeWhiteSpace, "at the start"),
            FormatCase(.code, "a ", .codeWhiteSpace, "at the end"),
            FormatCase(.code, "a\tb", .codeWhiteSpace, "a tab"),
            FormatCase(.code, "a\u{A0}", .codeWhiteSpace, "a space that does not break"),
            FormatCase(.id, "A-z.9", nil, "all kinds"),
            FormatCase(.id, "a_b", .idCharacters, "underscore"),
            FormatCase(.id, String(repeating: "x", count: 64), nil, "64"),
            FormatCase(.id, String(repeating: "x", count: 65), .idLength, "65"),
            FormatCase(.base64Binary, "QUJD\nRA==", nil, "white space between"),
            FormatCase(.base64Binary, "QUJ", .base64Length, "three characters"),
            FormatCase(.base64Binary, "QU=D", .base64Characters, "padding within"),
            FormatCase(.base64Binary, "QU-D", .base64Characters, "the other alphabet"),
            FormatCase(.uri, "system", nil, "relative"),
            FormatCase(.uri, "http://a b", .uriWhiteSpace, "space"),
            FormatCase(.uri, "urn:oid:1.x.2", .oidForm, "an oid must be one"),
            FormatCase(.uri, "urn:uuid:zzz", .uuidForm, "a uuid must be one"),
            FormatCase(.oid, "urn:oid:2.16.840", nil, "as is"),
            FormatCase(.oid, "urn:oid:3.1", .oidForm, "first number"),
            FormatCase(.oid, "urn:oid:1.01", .oidForm, "leading zero"),
            FormatCase(.oid, "1.2", .oidPrefix, "prefix"),
            FormatCase(.uuid, "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", nil, "as is"),
            FormatCase(.uuid, "urn:uuid:C757873D-ec9a-4326-a141-556f43239520", .uuidForm, "lower case"),
            FormatCase(.uuid, "c757873d-ec9a-4326-a141-556f43239520", .uuidPrefix, "prefix"),
        ])
    func texts(_ row: FormatCase) { #expect(row.format.fault(in: row.text) == row.fault, "\(row.reason)") }

    @Test(
        "narrative",
        arguments: [
            ("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x&nbsp;y</p></div>", [.entity("nbsp")], "entity of HTML"),
            ("<div>x</div>", [.namespace("")], "no namespace"),
            ("<p xmlns=\"http://www.w3.org/1999/xhtml\">x</p>", [.noDivision("p")], "no div"),
            ("<div xmlns=\"http://www.w3.org/1999/xhtml\"> <br/></div>", [.noContent], "nothing to read"),
            ("<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"a.png\"/></div>", [], "an image is content"),
            ("<div xmlns=\"http://www.w3.org/1999/xhtml\">x<script>y</script></div>", [.element("script")], "script"),
            (
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><b onclick=\"f()\">x</b></div>", [.attribute("onclick", of: "b")],
                "event"
            ),
            (
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p href=\"a\">x</p></div>", [.attribute("href", of: "p")],
                "attribute of another element"
            ),
        ] as [(String, [NarrativeFault], String)])
    func narrative(_ text: String, _ faults: [NarrativeFault], _ reason: String) {
        #expect(Array(text.utf8).withUnsafeBufferPointer(NarrativeFormat.faults) == faults, "\(reason)")
    }
}
