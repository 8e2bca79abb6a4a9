import FHIRCore
import Testing
import UCUM

@testable import DefinitionsCompiler

private let officialFile: String = "\(Places.root)/../shared/fhir/ucum-essence.xml"

@Suite struct UCUMCompilerTests {
    private static let prefix = #"<prefix Code="k" CODE="K"><name>kilo</name><value value="1e3"/></prefix>"#
    private static let bases: String = zip(CanonicalUnit.baseUnits, 0...).map { code, _ in
        #"<base-unit Code="\#(code)" CODE="\#(code.uppercased())"><name>\#(code) name</name></base-unit>"#
    }.joined()

    private func essence(_ units: String) -> [UInt8] {
        let root = #"<root xmlns="http://unitsofmeasure.org/ucum-essence" version="9.9">"#
        return Array((root + Self.prefix + Self.bases + units + "</root>").utf8)
    }

    private func unit(_ code: String, _ value: String, _ expression: String, attributes: String = #"isMetric="no""#) -> String {
        #"<unit Code="\#(code)" CODE="X" \#(attributes)><name>a name</name>"#
            + #"<value Unit="\#(expression)" value="\#(value)"/></unit>"#
    }

    private func number(_ code: String, in table: UnitTable) -> Int? {
        var code: String = code
        return code.withUTF8 { table.unit($0) }
    }

    @Test func writesWhatTheTableReads() throws {
        let bytes: [UInt8] = try compileUCUM(
            essence: essence(
                unit("later", "3", "first/7") + unit("first", "2.5", "km2.g-1")
                    + unit("u", "1", "1", attributes: #"isArbitrary="yes""#)))
        // The table reads words in place, so it wants an address that is a multiple of four.
        let words: [UInt32] = stride(from: 0, to: bytes.count, by: 4).map { start in
            (0..<4).reduce(0) { $0 | UInt32(start + $1 < bytes.count ? bytes[start + $1] : 0) << UInt32(8 * $1) }
        }
        try words.withUnsafeBytes { buffer in
            let table: UnitTable = UnitTable(buffer)
            #expect(table.version == "9.9")
            #expect(table.unitCount == 10)
            #expect(table.prefixCount == 1)
            let later: Int = try #require(number("later", in: table))
            #expect(table.canonical(later).magnitude == Rational(7_500_000).divided(by: Rational(7)))
            #expect(table.canonical(later).dimension == [2, 0, -1, 0, 0, 0, 0])
            #expect(table.names(later).name == "a name")
            let arbitrary: Int = try #require(number("u", in: table))
            #expect(table.canonical(arbitrary).arbitrary == [ArbitraryPower(unit: arbitrary, exponent: 1)])
            #expect(number("nothing", in: table) == nil)
        }
    }

    @Test(
        "faults of the file",
        arguments: [
            (#"<unit Code="a" isMetric="no"><name>n</name></unit>"#, "a", "no value"),
            (#"<unit Code="a" CODE="A" isMetric="no"><name>n</name><value Unit="b" value="1"/></unit>"#, "a", "not a unit"),
            (#"<unit Code="a" CODE="A" isMetric="no"><name>n</name><value Unit="a" value="1"/></unit>"#, "a", "its own measure"),
            (#"<unit Code="a" CODE="A" isMetric="no"><name>n</name><value Unit="m" value="one"/></unit>"#, "a", "no number"),
            (#"<unit Code="m" CODE="M" isMetric="no"><name>n</name><value Unit="s" value="1"/></unit>"#, nil, "a code twice"),
            (
                #"<unit Code="a" CODE="A" isMetric="no" isSpecial="yes"><name>n</name><value Unit="s" value="1"/></unit>"#, "a",
                "special without function"
            ),
        ] as [(String, String?, String)])
    func faults(_ row: (unit: String, place: String?, reason: String)) throws {
        let file: [UInt8] = essence(row.unit)
        let error: DefinitionsError = try #require(throws: DefinitionsError.self) { try compileUCUM(essence: file) }
        #expect(error.place == row.place, "\(row.reason): \(error)")
        #expect(error.file == "ucum-essence.xml")
    }

    @Test(.enabled(if: Places.exists(officialFile), "../shared with ucum-essence.xml is not here"))
    func theTableIsNotStale() throws {
        let list: CodeListTable = try CodeListTable.ucum(try Files.bytes(of: officialFile))
        #expect(list.bytes == (try Files.bytes(of: "\(Places.tables)/ucum.definitions")), "run `make definitions`")
        #expect(Inputs.read(in: Places.tables).lines.contains(list.input))
    }

    @Test func whatIsNoXMLIsSaidSo() {
        #expect(throws: DefinitionsError.self) { try compileUCUM(essence: Array("units".utf8)) }
    }
}
