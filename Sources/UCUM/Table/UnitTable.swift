import CDefinitions

/// The units and prefixes of UCUM, read in place from the embedded `ucum.definitions`.
///
/// The table is made by DefinitionsCompiler from the official `ucum-essence.xml`. All numbers are little-endian, every part starts at
/// a multiple of 4 bytes. Magnitudes are exact fractions, worked out by the compiler: no definition is evaluated in a run.
///
///     header   "UCUM", then UInt32: format (1), units, prefixes, slots; offsets in bytes from the start of: units, prefixes,
///              slots, limbs, text; bytes of the version's text, which stands first in the text
///     unit     28 bytes  0 UInt32 its text: code, case-insensitive code, name, one after the other
///                        4 UInt8 length of code  5 UInt8 of case-insensitive code  6 UInt8 of name
///                        7 UInt8 flags: 1 metric, 2 special, 4 arbitrary  8 UInt8 function (SpecialFunction) or 0
///                        9 Int8[7] exponents of m s g rad K C cd
///                       16 UInt32 first limb of the magnitude: numerator, then denominator
///                       20 UInt16 limbs of the numerator  22 UInt16 of the denominator
///                       24 UInt16 the arbitrary unit that it counts as, or 0xFFFF  26 UInt16 0
///     prefix   16 bytes  0 UInt32 its text, as above  4 UInt8 length of code  5 of case-insensitive code  6 of name  7 UInt8 0
///                        8 UInt32 first limb of the magnitude  12 UInt16 limbs of the numerator  14 of the denominator
///     slot     UInt32    unit + 1, or 0; a power of two of them, by cb_hash(0, code), collisions in the following slots
///     limb     UInt32    the lowest first
///     text     UTF-8
///
/// The seven base units are units 0 to 6, in that order; units follow in the order of the official file, prefixes likewise.
///
/// Unchecked because of the pointer: the bytes are constants of the binary and never written.
package struct UnitTable: @unchecked Sendable {
    package static let format: UInt32 = 1
    package static let unitSize: Int = 28
    package static let prefixSize: Int = 16
    package static let headerSize: Int = 44

    /// The table of this build.
    package static let embedded: UnitTable = {
        let bytes: cb_embedded = cb_ucum_definitions()
        return UnitTable(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
    }()

    package let unitCount: Int
    package let prefixCount: Int
    private let base: UnsafeRawPointer
    private let slotMask: Int
    private let units: Int
    private let prefixes: Int
    private let slots: Int
    private let limbs: Int
    private let text: Int
    private let versionLength: Int

    /// A table over bytes that outlive it. One of another format has no units.
    package init(_ bytes: UnsafeRawBufferPointer) {
        guard let start: UnsafeRawPointer = bytes.baseAddress, bytes.count >= UnitTable.headerSize,
            bytes.prefix(4).elementsEqual("UCUM".utf8), UnitTable.number(start, 4) == UnitTable.format
        else {
            // Never read: without units and slots there is no row to look at.
            base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 16)!
            (unitCount, prefixCount, slotMask, units, prefixes) = (0, 0, -1, 0, 0)
            (slots, limbs, text, versionLength) = (0, 0, 0, 0)
            return
        }
        base = start
        unitCount = Int(UnitTable.number(start, 8))
        prefixCount = Int(UnitTable.number(start, 12))
        slotMask = Int(UnitTable.number(start, 16)) - 1
        units = Int(UnitTable.number(start, 20))
        prefixes = Int(UnitTable.number(start, 24))
        slots = Int(UnitTable.number(start, 28))
        limbs = Int(UnitTable.number(start, 32))
        text = Int(UnitTable.number(start, 36))
        versionLength = Int(UnitTable.number(start, 40))
    }

    @inline(__always)
    private static func number(_ start: UnsafeRawPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: start.load(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    private func byte(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }

    @inline(__always)
    private func short(_ offset: Int) -> Int { Int(UInt16(littleEndian: base.load(fromByteOffset: offset, as: UInt16.self))) }

    /// The version of UCUM that the table was made from.
    package var version: String { string(text, versionLength) }

    private func string(_ offset: Int, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: base + offset, count: count), as: UTF8.self)
    }

    private func natural(_ first: Int, _ count: Int) -> Natural {
        Natural(limbs: (0..<count).map { UnitTable.number(base, limbs + 4 * (first + $0)) })
    }

    private func rational(_ first: Int, _ numerator: Int, _ denominator: Int) -> Rational {
        Rational(natural(first, numerator), over: natural(first + numerator, denominator))
    }
}

extension UnitTable: UnitMagnitudes {
    package func unit(_ code: UnsafeBufferPointer<UInt8>) -> Int? {
        guard slotMask >= 0, let bytes: UnsafePointer<UInt8> = code.baseAddress else { return nil }
        var slot: Int = Int(cb_hash(0, bytes, code.count)) & slotMask
        while true {
            let unit: Int = Int(UnitTable.number(base, slots + 4 * slot)) - 1
            if unit < 0 { return nil }
            if matches(code, row: units + UnitTable.unitSize * unit) { return unit }
            slot = (slot + 1) & slotMask
        }
    }

    package func prefix(_ code: UnsafeBufferPointer<UInt8>) -> Int? {
        for prefix in 0..<prefixCount where matches(code, row: prefixes + UnitTable.prefixSize * prefix) { return prefix }
        return nil
    }

    @inline(__always)
    private func matches(_ code: UnsafeBufferPointer<UInt8>, row: Int) -> Bool {
        guard Int(byte(row + 4)) == code.count else { return false }
        let start: Int = text + Int(UnitTable.number(base, row))
        for index in 0..<code.count where code[index] != byte(start + index) { return false }
        return true
    }

    package func isMetric(_ unit: Int) -> Bool { byte(units + UnitTable.unitSize * unit + 7) & 1 != 0 }

    package func magnitude(ofPrefix prefix: Int) -> Rational {
        let row: Int = prefixes + UnitTable.prefixSize * prefix
        return rational(Int(UnitTable.number(base, row + 8)), short(row + 12), short(row + 14))
    }

    package func canonical(_ unit: Int) -> CanonicalUnit {
        let row: Int = units + UnitTable.unitSize * unit
        var canonical: CanonicalUnit = CanonicalUnit()
        canonical.magnitude = rational(Int(UnitTable.number(base, row + 16)), short(row + 20), short(row + 22))
        for index in 0..<7 { canonical.exponents[index] = Int64(Int8(bitPattern: byte(row + 9 + index))) }
        let arbitrary: Int = short(row + 24)
        if arbitrary != 0xFFFF { canonical.arbitrary = [ArbitraryPower(unit: arbitrary, exponent: 1)] }
        canonical.scale = SpecialFunction(rawValue: byte(row + 8)).map { SpecialScale($0) }
        return canonical
    }

    /// The texts of one unit or prefix.
    package struct Names: Sendable {
        package let code: String
        package let insensitiveCode: String
        package let name: String
    }

    package func names(_ unit: Int) -> Names { names(row: units + UnitTable.unitSize * unit) }

    package func names(ofPrefix prefix: Int) -> Names { names(row: prefixes + UnitTable.prefixSize * prefix) }

    package func code(_ unit: Int) -> String { names(unit).code }

    private func names(row: Int) -> Names {
        let start: Int = text + Int(UnitTable.number(base, row))
        let (code, insensitive, name): (Int, Int, Int) = (Int(byte(row + 4)), Int(byte(row + 5)), Int(byte(row + 6)))
        return Names(
            code: string(start, code), insensitiveCode: string(start + code, insensitive),
            name: string(start + code + insensitive, name))
    }
}
