import Testing
import UCUM

@Suite struct UnitTableTests {
    private let table: UnitTable = .embedded

    @Test func holdsTheWholeOfUCUM() {
        #expect(table.unitCount == 310)
        #expect(table.prefixCount == 24)
        #expect(Unit.ucumVersion == "2.0.1")
    }

    /// Every atom is found by its code, means what its row says, and takes a prefix only if it is metric.
    @Test func everyAtomIsAUnit() throws {
        for number in 0..<table.unitCount {
            let code: String = table.code(number)
            #expect(Unit.isValid(code), "\(code)")
            #expect(Unit.isValid(code + "{note}"), "\(code)")
            #expect(try Unit(code).canonical() == table.canonical(number), "\(code)")
            #expect(!table.canonical(number).magnitude.isZero, "\(code)")
            if table.isMetric(number) { #expect(Unit.isValid("k" + code), "k\(code)") }
        }
    }

    @Test func baseUnitsComeFirst() {
        for (number, code) in CanonicalUnit.baseUnits.enumerated() {
            #expect(table.code(number) == code)
            #expect(table.canonical(number).code == code)
        }
    }

    @Test func prefixesArePowers() {
        var byName: [String: String] = [:]
        for prefix in 0..<table.prefixCount {
            byName[table.names(ofPrefix: prefix).code] = table.magnitude(ofPrefix: prefix).decimal
        }
        #expect(byName["k"] == "1000")
        #expect(byName["da"] == "10")
        #expect(byName["y"] == "0.000000000000000000000001")
        #expect(byName["Ti"] == "1099511627776")
    }

    @Test func otherBytesHoldNoUnits() {
        let bytes: [UInt32] = [0x4D55_4355, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        bytes.withUnsafeBytes { buffer in
            let table: UnitTable = UnitTable(buffer)
            #expect(table.unitCount == 0)
            #expect(table.version.isEmpty)
        }
        #expect(UnitTable(UnsafeRawBufferPointer(start: nil, count: 0)).unitCount == 0)
    }
}
