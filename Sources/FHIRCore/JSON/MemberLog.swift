/// The members of the objects that are being read, to find duplicates in constant time each.
struct MemberLog {
    /// Where an object's members begin in the log.
    struct Mark {
        fileprivate let start: Int
        fileprivate let outerStart: Int
        fileprivate let outerBits: UInt64
        fileprivate let outerHasCompanion: Bool
    }

    private struct Entry {
        let hash: UInt32
        let name: UnsafeBufferPointer<UInt8>
    }

    private var entries: [Entry] = []
    private var start: Int = 0
    /// A bit for every member of the current object, by hash: most new members are seen to be new at once.
    private var bits: UInt64 = 0
    /// The current object has a primitive's second member (`_birthDate`).
    var hasCompanion: Bool = false
    /// For objects with very many members.
    private var many: [Int: Set<String>] = [:]

    init() { entries.reserveCapacity(256) }

    mutating func begin() -> Mark {
        let mark = Mark(start: entries.count, outerStart: start, outerBits: bits, outerHasCompanion: hasCompanion)
        start = entries.count
        bits = 0
        hasCompanion = false
        return mark
    }

    mutating func end(_ mark: Mark) {
        if !many.isEmpty { many[start] = nil }
        entries.removeLast(entries.count - mark.start)
        start = mark.outerStart
        bits = mark.outerBits
        hasCompanion = mark.outerHasCompanion
    }

    /// Notes a member of the current object; true if it has one of that name already.
    mutating func note(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let hash: UInt32 = MemberLog.hash(name)
        let bit: UInt64 = 1 << UInt64(hash & 63)
        let perhaps: Bool = bits & bit != 0
        bits |= bit
        if perhaps && isNoted(name, hash) { return true }
        entries.append(Entry(hash: hash, name: name))
        if entries.count - start > 128 { many[start]?.insert(String(decoding: name, as: UTF8.self)) }
        return false
    }

    private mutating func isNoted(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Bool {
        if entries.count - start <= 128 {
            return entries[start...].contains { $0.hash == hash && $0.name.count == name.count && $0.name.elementsEqual(name) }
        }
        if many[start] == nil { many[start] = Set(entries[start...].map { String(decoding: $0.name, as: UTF8.self) }) }
        return many[start]?.contains(String(decoding: name, as: UTF8.self)) ?? false
    }

    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let first = name.first, let last = name.last else { return 0 }
        let middle: UInt8 = name[name.count >> 1]
        return UInt32(name.count) &* 31 ^ UInt32(first) &* 7 ^ UInt32(last) &* 131 ^ UInt32(middle) << 3
    }
}
