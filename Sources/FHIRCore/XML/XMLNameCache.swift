/// Remembers which field a name stands for under a type, by the name's address: libxml2 keeps each name of a document once.
final class XMLNameCache {
    private struct Entry {
        var name: UnsafePointer<UInt8>?
        var type: UInt16 = 0
        var field: FieldIndex = .none
    }

    private let schema: Schema
    private let entries: UnsafeMutablePointer<Entry>
    private static let count: Int = 1024

    init(_ schema: Schema) {
        self.schema = schema
        entries = UnsafeMutablePointer<Entry>.allocate(capacity: XMLNameCache.count)
        entries.initialize(repeating: Entry(), count: XMLNameCache.count)
    }

    deinit { entries.deallocate() }

    /// The field of that name (a text with a terminating zero) under a type; `.none` if there is none.
    @inline(__always)
    func field(_ name: UnsafePointer<UInt8>, of type: TypeIndex) -> FieldIndex {
        let slot: Int = (Int(bitPattern: name) >> 3 &+ Int(type.raw) &* 37) & (XMLNameCache.count - 1)
        let entry: UnsafeMutablePointer<Entry> = entries + slot
        if entry.pointee.name == name && entry.pointee.type == type.raw { return entry.pointee.field }
        var length: Int = 0
        while name[length] != 0 { length += 1 }
        let field: FieldIndex = schema.field(UnsafeBufferPointer(start: name, count: length), of: type) ?? .none
        entry.pointee = Entry(name: name, type: type.raw, field: field)
        return field
    }
}
