import UCUM

/// Compiles UCUM's official `ucum-essence.xml` into the table `ucum.definitions`, whose format UCUM/Table/UnitTable.swift describes.
///
/// - Throws: `DefinitionsError` with the unit's code where the file is broken or holds what the format cannot.
func compileUCUM(essence: [UInt8]) throws(DefinitionsError) -> [UInt8] {
    let source: UCUMSource = try UCUMSource(essence)
    let evaluation: UCUMEvaluation = try UCUMEvaluation(source)
    var table: UCUMTable = UCUMTable(version: source.version)
    for (index, unit) in source.units.enumerated() { try table.add(unit, evaluation.canonical(index)) }
    for (index, prefix) in source.prefixes.enumerated() {
        try table.add(prefix, evaluation.magnitude(ofPrefix: index))
    }
    return table.bytes(
        slots: HashSlots.slots(source.units.map { (scope: 0, name: $0.code) }), units: source.units.count,
        prefixes: source.prefixes.count)
}

/// The version of UCUM that the official file is of.
func ucumVersion(essence: [UInt8]) throws(DefinitionsError) -> String { try UCUMSource(essence).version }

/// The parts of the table while rows are added.
private struct UCUMTable {
    private var units: [UInt8] = []
    private var prefixes: [UInt8] = []
    private var limbs: [UInt32] = []
    private var fractions: [Rational: UInt32] = [:]
    private var text: [UInt8]
    private let versionLength: Int

    init(version: String) {
        text = Array(version.utf8)
        versionLength = text.count
    }

    mutating func add(_ unit: UnitDefinition, _ canonical: CanonicalUnit) throws(DefinitionsError) {
        let flags: UInt8 = (unit.isMetric ? 1 : 0) | (canonical.isSpecial ? 2 : 0) | (unit.isArbitrary ? 4 : 0)
        var row: [UInt8] = try names(unit.code, unit.insensitiveCode, unit.name)
        row += [flags, canonical.scale?.function.rawValue ?? 0]
        for exponent in canonical.dimension {
            guard let byte: Int8 = Int8(exactly: exponent) else {
                throw DefinitionsError(UCUMSource.file, at: unit.code, "has an exponent beyond the table's format")
            }
            row.append(UInt8(bitPattern: byte))
        }
        row += fraction(canonical.magnitude)
        guard canonical.arbitrary.count < 2, canonical.arbitrary.allSatisfy({ $0.exponent == 1 }) else {
            throw DefinitionsError(UCUMSource.file, at: unit.code, "is more than one arbitrary unit")
        }
        row += UCUMTable.bytes(UInt16(canonical.arbitrary.first?.unit ?? 0xFFFF)) + [0, 0]
        units += row
    }

    mutating func add(_ prefix: PrefixDefinition, _ magnitude: Rational) throws(DefinitionsError) {
        prefixes += try names(prefix.code, prefix.insensitiveCode, prefix.name) + [0]
        prefixes += fraction(magnitude)
    }

    private mutating func names(_ parts: String...) throws(DefinitionsError) -> [UInt8] {
        var row: [UInt8] = UCUMTable.bytes(UInt32(text.count))
        for part in parts {
            guard let length: UInt8 = UInt8(exactly: part.utf8.count) else {
                throw DefinitionsError(UCUMSource.file, at: parts[0], "has a name of more than 255 bytes")
            }
            row.append(length)
            text += part.utf8
        }
        return row
    }

    /// First limb and counts of a fraction, which stands once however many units have it.
    private mutating func fraction(_ value: Rational) -> [UInt8] {
        let numerator: [UInt32] = value.numerator.limbs
        let denominator: [UInt32] = value.denominator.limbs
        let first: UInt32 = fractions[value] ?? UInt32(limbs.count)
        if fractions.updateValue(first, forKey: value) == nil { limbs += numerator + denominator }
        return UCUMTable.bytes(first) + UCUMTable.bytes(UInt16(numerator.count)) + UCUMTable.bytes(UInt16(denominator.count))
    }

    func bytes(slots: [UInt32], units unitCount: Int, prefixes prefixCount: Int) -> [UInt8] {
        let unitsOffset: Int = UnitTable.headerSize
        let prefixesOffset: Int = unitsOffset + units.count
        let slotsOffset: Int = prefixesOffset + prefixes.count
        let limbsOffset: Int = slotsOffset + 4 * slots.count
        let textOffset: Int = limbsOffset + 4 * limbs.count
        var bytes: [UInt8] = Array("UCUM".utf8)
        let header: [Int] = [
            Int(UnitTable.format), unitCount, prefixCount, slots.count, unitsOffset, prefixesOffset, slotsOffset, limbsOffset,
            textOffset, versionLength,
        ]
        for number in header { bytes += UCUMTable.bytes(UInt32(number)) }
        bytes += units + prefixes
        for number in slots + limbs { bytes += UCUMTable.bytes(number) }
        return bytes + text
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
