import CDefinitions

/// Puts the header and the sections of a table together.
struct TableLayout {
    private var sections: [(bytes: [UInt8], count: Int)] = Array(repeating: ([], 0), count: Int(CB_SECTION_COUNT.rawValue))

    /// Rows are plain structs of the C header, without padding; their bytes are the section.
    mutating func set<Row: BitwiseCopyable>(_ section: cb_section_id, _ rows: [Row]) {
        sections[Int(section.rawValue)] = (rows.withUnsafeBytes { Array($0) }, rows.count)
    }

    func bytes(fhirVersion: cb_text) -> [UInt8] {
        var directory: [UInt32] = []
        var body: [UInt8] = []
        let bodyStart: Int = Self.aligned(4 * 4 + sections.count * MemoryLayout<cb_section>.size)
        for section in sections {
            directory.append(UInt32(bodyStart + body.count))
            directory.append(UInt32(section.count))
            body.append(contentsOf: section.bytes)
            body.append(contentsOf: repeatElement(0, count: Self.aligned(body.count) - body.count))
        }
        let head: [UInt32] = [CB_MAGIC, CB_FORMAT_VERSION, fhirVersion, UInt32(sections.count)] + directory
        var table: [UInt8] = head.withUnsafeBytes { Array($0) }
        table.append(contentsOf: repeatElement(0, count: bodyStart - table.count))
        return table + body
    }

    private static func aligned(_ count: Int) -> Int { (count + 7) & ~7 }
}
