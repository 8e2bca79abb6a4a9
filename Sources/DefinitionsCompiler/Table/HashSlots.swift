import CDefinitions

/// A section of slots: open addressing over `cb_hash`, at most two thirds full.
enum HashSlots {
    /// - Parameter rows: scope and name of each row, in the order of the rows.
    static func slots(_ rows: [(scope: UInt32, name: String)]) -> [UInt32] {
        var size = 16
        while size * 2 < rows.count * 3 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for (index, row) in rows.enumerated() {
            var name: String = row.name
            let hash: UInt32 = name.withUTF8 { utf8 in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: utf8.count + 1) { copy in
                    // An empty string may have no address, which cb_hash does not take.
                    _ = copy.initialize(from: utf8)
                    return cb_hash(row.scope, copy.baseAddress!, utf8.count)
                }
            }
            var slot = Int(hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(index + 1)
        }
        return slots
    }
}
