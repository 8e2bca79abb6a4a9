import CDefinitions

/// A FHIR version's definitions, read in place from a compiled table (format: CDefinitions/include/definitions.h).
///
/// Nothing is decoded when it is made; every question is answered from the rows. A schema never changes.
public final class Schema: Sendable {
    /// FHIR R4 (4.0.1).
    public static let r4: Schema = Schema(embedded: cb_r4_definitions())

    nonisolated(unsafe) let base: UnsafeRawPointer
    nonisolated(unsafe) let types: UnsafePointer<cb_type>
    nonisolated(unsafe) let fields: UnsafePointer<cb_field>
    nonisolated(unsafe) let elements: UnsafePointer<cb_element>
    nonisolated(unsafe) private let textOffsets: UnsafePointer<UInt32>
    nonisolated(unsafe) private let textBytes: UnsafePointer<UInt8>
    nonisolated(unsafe) private let fieldSlots: UnsafePointer<UInt32>
    nonisolated(unsafe) private let typeSlots: UnsafePointer<UInt32>
    private let fieldMask: UInt32
    private let typeMask: UInt32
    /// Number of types.
    public let typeCount: Int

    /// Types that the readers and writers ask for by themselves.
    let resource: TypeIndex
    let xhtml: TypeIndex
    let boolean: TypeIndex
    let integer: TypeIndex
    let decimal: TypeIndex
    let unsignedInt: TypeIndex
    let positiveInt: TypeIndex
    nonisolated(unsafe) private let embedded: cb_embedded

    /// The table's bytes stand for as long as the process does.
    init(embedded: cb_embedded) {
        let base = UnsafeRawPointer(embedded.bytes)
        self.embedded = embedded
        self.base = base
        let usable: Bool = embedded.count >= MemoryLayout<cb_header>.size && base.load(as: UInt32.self) == CB_MAGIC
        precondition(
            usable && base.load(fromByteOffset: 4, as: UInt32.self) == CB_FORMAT_VERSION,
            "the embedded table r4.definitions is not of this format: run `make definitions`")
        types = Schema.rows(base, CB_TYPES)
        fields = Schema.rows(base, CB_FIELDS)
        elements = Schema.rows(base, CB_ELEMENTS)
        textOffsets = Schema.rows(base, CB_TEXT_OFFSETS)
        textBytes = Schema.rows(base, CB_TEXT_BYTES)
        fieldSlots = Schema.rows(base, CB_FIELD_SLOTS)
        typeSlots = Schema.rows(base, CB_TYPE_SLOTS)
        fieldMask = UInt32(Schema.section(base, CB_FIELD_SLOTS).count) &- 1
        typeMask = UInt32(Schema.section(base, CB_TYPE_SLOTS).count) &- 1
        typeCount = Int(Schema.section(base, CB_TYPES).count)
        let find = { [types, typeSlots, typeMask, textOffsets, textBytes] (name: StaticString) -> TypeIndex in
            let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            return Schema.type(
                named: bytes, types: types, slots: typeSlots, mask: typeMask, offsets: textOffsets, texts: textBytes) ?? .unknown
        }
        resource = find("Resource")
        xhtml = find("xhtml")
        boolean = find("boolean")
        integer = find("integer")
        decimal = find("decimal")
        unsignedInt = find("unsignedInt")
        positiveInt = find("positiveInt")
    }

    /// The same definitions as an object of its own: threads that share one contend for its reference count.
    var copy: Schema { Schema(embedded: embedded) }

    /// The FHIR version, such as `4.0.1`.
    public var fhirVersion: String { text(base.assumingMemoryBound(to: cb_header.self).pointee.fhir_version) }

    // MARK: Sections

    static func section(_ base: UnsafeRawPointer, _ id: cb_section_id) -> cb_section {
        let directory: Int = MemoryLayout<cb_header>.offset(of: \cb_header.sections) ?? 16
        return base.load(fromByteOffset: directory + Int(id.rawValue) * MemoryLayout<cb_section>.stride, as: cb_section.self)
    }

    static func rows<Row>(_ base: UnsafeRawPointer, _ id: cb_section_id) -> UnsafePointer<Row> {
        (base + Int(section(base, id).offset)).assumingMemoryBound(to: Row.self)
    }

    /// A section's rows.
    func rows<Row>(_ id: cb_section_id, as: Row.Type = Row.self) -> UnsafeBufferPointer<Row> {
        UnsafeBufferPointer(start: Schema.rows(base, id), count: Int(Schema.section(base, id).count))
    }

    // MARK: Text

    /// The bytes of a text of the pool.
    @inline(__always)
    func bytes(_ text: cb_text) -> UnsafeBufferPointer<UInt8> {
        let start: Int = Int(textOffsets[Int(text)])
        return UnsafeBufferPointer(start: textBytes + start, count: Int(textOffsets[Int(text) + 1]) - start)
    }

    /// A text of the pool.
    func text(_ text: cb_text) -> String { String(decoding: bytes(text), as: UTF8.self) }

    /// A text of the pool, nil for none.
    func optionalText(_ text: cb_text) -> String? { text == CB_NONE ? nil : self.text(text) }

    // MARK: Look-ups by name

    /// The type of that name: `Patient`, `HumanName`, `Patient.contact`, `code`.
    public func type(named name: String) -> TypeIndex? {
        var name: String = name
        return name.withUTF8 { type(named: $0) }
    }

    func type(named name: UnsafeBufferPointer<UInt8>) -> TypeIndex? {
        Schema.type(named: name, types: types, slots: typeSlots, mask: typeMask, offsets: textOffsets, texts: textBytes)
    }

    private static func type(
        named name: UnsafeBufferPointer<UInt8>, types: UnsafePointer<cb_type>, slots: UnsafePointer<UInt32>, mask: UInt32,
        offsets: UnsafePointer<UInt32>, texts: UnsafePointer<UInt8>
    ) -> TypeIndex? {
        guard let start = name.baseAddress else { return nil }
        var slot: UInt32 = cb_hash(0xFFFF, start, name.count) & mask
        while slots[Int(slot)] != 0 {
            let index: Int = Int(slots[Int(slot)]) - 1
            let text: Int = Int(types[index].name)
            let from: Int = Int(offsets[text])
            if equal(texts + from, Int(offsets[text + 1]) - from, name) { return TypeIndex(raw: UInt16(index)) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The field of that name (as written in JSON and XML: `valueQuantity`) under a type.
    public func field(_ name: String, of type: TypeIndex) -> FieldIndex? {
        var name: String = name
        return name.withUTF8 { field($0, of: type) }
    }

    @inline(__always)
    func field(_ name: UnsafeBufferPointer<UInt8>, of type: TypeIndex) -> FieldIndex? {
        guard let start = name.baseAddress else { return nil }
        var slot: UInt32 = cb_hash(UInt32(type.raw), start, name.count) & fieldMask
        while true {
            let entry: UInt32 = fieldSlots[Int(slot)]
            if entry == 0 { return nil }
            let row: UnsafePointer<cb_field> = fields + Int(entry) - 1
            if row.pointee.owner == type.raw {
                let known: UnsafeBufferPointer<UInt8> = bytes(row.pointee.name)
                if Schema.equal(start, name.count, known) { return FieldIndex(raw: UInt16(entry - 1)) }
            }
            slot = (slot + 1) & fieldMask
        }
    }

    @inline(__always)
    private static func equal(_ left: UnsafePointer<UInt8>, _ count: Int, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        if count != right.count { return false }
        for index in 0..<count where left[index] != right[index] { return false }
        return true
    }
}

/// A type of a schema, by its row.
public struct TypeIndex: Hashable, Sendable {
    @usableFromInline let raw: UInt16
    @usableFromInline init(raw: UInt16) { self.raw = raw }

    /// No type of the schema.
    public static let unknown: TypeIndex = TypeIndex(raw: UInt16(CB_NONE16))
}

/// A concrete name under a type of a schema, by its row. Rows of one type stand in canonical order.
public struct FieldIndex: Hashable, Sendable, Comparable {
    @usableFromInline let raw: UInt16
    @usableFromInline init(raw: UInt16) { self.raw = raw }

    /// No field of the schema: a root, or a name that the type does not have.
    public static let none: FieldIndex = FieldIndex(raw: UInt16(CB_NONE16))
    /// Canonical order within one type.
    public static func < (left: FieldIndex, right: FieldIndex) -> Bool { left.raw < right.raw }
}
