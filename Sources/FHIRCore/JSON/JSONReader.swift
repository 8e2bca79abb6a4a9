/// Limits that a reader keeps to, so that hostile input cannot eat the machine.
public struct ReadLimits: Sendable {
    /// Deepest nesting of objects and arrays, or of XML elements.
    public var depth: Int
    /// Largest size of one resource in bytes.
    public var size: Int

    /// Limits; the defaults let every sensible resource pass.
    public init(depth: Int = 256, size: Int = 1 << 31) {
        self.depth = depth
        self.size = size
    }
}

extension ElementTree {
    /// Reads one resource from JSON (FHIR R4, 2.6.2 JSON representation).
    ///
    /// Whatever has the shape of JSON is accepted and kept with its place: unknown members, duplicates, values of a wrong form.
    /// Judging is the validator's work.
    /// - Throws: `ReadError`: no JSON, no resource at the top, a limit passed.
    public static func read(json bytes: UnsafeRawBufferPointer, schema: Schema = .r4, limits: ReadLimits = ReadLimits())
        throws(ReadError) -> ElementTree
    {
        try read(json: bytes, as: .unknown, schema: schema, limits: limits)
    }

    /// Reads one resource from JSON.
    public static func read(json bytes: [UInt8], schema: Schema = .r4, limits: ReadLimits = ReadLimits()) throws(ReadError)
        -> ElementTree
    {
        try bytes.withBytes { (buffer) throws(ReadError) in try read(json: buffer, schema: schema, limits: limits) }
    }

    /// Reads an object of a data type or a part of a resource (`HumanName`, `Patient.contact`), which does not name its type itself.
    public static func read(json bytes: [UInt8], as type: TypeIndex, schema: Schema = .r4) throws(ReadError) -> ElementTree {
        try bytes.withBytes { (buffer) throws(ReadError) in try read(json: buffer, as: type, schema: schema, limits: ReadLimits()) }
    }

    private static func read(
        json bytes: UnsafeRawBufferPointer, as type: TypeIndex, schema: Schema, limits: ReadLimits
    ) throws(ReadError) -> ElementTree {
        let most: Int = min(limits.size, Int(UInt32.max) - 1024)
        if bytes.count > most { throw ReadError(.limit, "the resource is larger than \(most) bytes") }
        let tree = ElementTree(schema: schema, source: bytes, padding: JSONScanner.padding)
        var reader = JSONReader(tree: tree, count: bytes.count, maximumDepth: limits.depth)
        do throws(JSONFault) {
            try reader.document(as: type)
            return tree
        } catch {
            throw reader.readError(error, in: bytes)
        }
    }
}

/// Builds the tree in one pass over the source. A primitive's two members (`birthDate`, `_birthDate`) become one node.
struct JSONReader {
    private let tree: ElementTree
    private let schema: Schema
    private var scanner: JSONScanner
    private var members = MemberLog()
    /// The node being read, for the path of a fault.
    private var current: UInt32 = UInt32.max
    private var resourceFault: ReadError?

    init(tree: ElementTree, count: Int, maximumDepth: Int) {
        self.tree = tree
        schema = tree.schema
        scanner = JSONScanner(base: tree.bytes, count: count, maximumDepth: maximumDepth)
    }

    /// A fault with its place and the path of the element in which it lies.
    func readError(_ fault: JSONFault, in source: UnsafeRawBufferPointer) -> ReadError {
        if let resourceFault { return resourceFault }
        let path: String? = current == UInt32.max ? nil : Element(tree: tree, node: current).path
        return fault.readError(in: source, path: path)
    }

    /// - Parameter known: the type of the object; `.unknown` for a resource, which names it.
    mutating func document(as known: TypeIndex) throws(JSONFault) {
        let first: UInt8 = scanner.next()
        let start: Int = scanner.offset
        if first != 0x7B {
            _ = try scanner.skipValue(depth: 0)
            try scanner.finish()
            throw notAResource("JSON, but no resource: a resource is an object in braces", at: start)
        }
        let type: TypeIndex = known == .unknown ? try resourceType() : known
        if type == .unknown {
            let named: JSONText? = try declaredType()
            _ = try scanner.skipValue(depth: 0)
            try scanner.finish()
            throw notAResource(unknownTypeMessage(named), at: named?.offset ?? start)
        }
        let root: UInt32 = tree.append(Node(field: .none, type: type, kind: .none, parent: UInt32.max, position: start))
        try object(root, type, depth: 1)
        try scanner.finish()
    }

    private mutating func notAResource(_ message: String, at offset: Int) -> JSONFault {
        let place: SourcePosition? = tree.position(at: offset)
        resourceFault = ReadError(.notAResource, message, position: place)
        return JSONFault(code: .unexpectedCharacter, offset: offset)
    }

    private func unknownTypeMessage(_ named: JSONText?) -> String {
        guard let named else { return "an object without \"resourceType\": no FHIR resource" }
        let name: String = String(
            decoding: UnsafeBufferPointer(start: scanner.base + named.offset, count: named.length), as: UTF8.self)
        return schema.unknownResourceMessage(name)
    }

    // MARK: Resource types

    /// The type of the resource whose object starts here: as a rule its first member names it.
    private func resourceType() throws(JSONFault) -> TypeIndex {
        guard let text = try declaredType() else { return .unknown }
        let name = UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length)
        return schema.resourceType(named: name) ?? .unknown
    }

    /// The text of the member `resourceType` of the object that starts here, if it has one that is a string.
    private func declaredType() throws(JSONFault) -> JSONText? {
        var ahead: JSONScanner = scanner
        _ = ahead.next()
        ahead.offset += 1
        if ahead.next() == 0x7D { return nil }
        repeat {
            let key: JSONText = try ahead.key()
            let isType: Bool = key.length == 12 && name(key).elementsEqual("resourceType".utf8)
            if isType { return ahead.next() == 0x22 ? try ahead.string() : nil }
            _ = try ahead.skipValue(depth: 0)
        } while try ahead.comma(orEnd: 0x7D)
        return nil
    }

    // MARK: Objects

    @inline(__always)
    private func name(_ text: JSONText) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length)
    }

    /// Reads the object that starts here into the children of a node.
    private mutating func object(_ node: UInt32, _ type: TypeIndex, depth: Int) throws(JSONFault) {
        if depth > scanner.maximumDepth { throw scanner.fault(.tooDeep) }
        current = node
        scanner.offset += 1
        if scanner.next() == 0x7D {
            scanner.offset += 1
            return
        }
        let mark: MemberLog.Mark = members.begin()
        var last: UInt32 = UInt32.max
        repeat {
            try member(of: node, type, &last, depth)
            current = node
        } while try scanner.comma(orEnd: 0x7D)
        members.end(mark)
    }

    private mutating func member(of node: UInt32, _ type: TypeIndex, _ last: inout UInt32, _ depth: Int) throws(JSONFault) {
        let keyOffset: Int = scanner.offset
        let key: JSONText = try scanner.key()
        if let field = schema.field(name(key), of: type) {
            let row = schema.fields + Int(field.raw)
            let valueType = TypeIndex(raw: row.pointee.type)
            let isList: Bool = schema.isList(row)
            let target = Target(field: field, type: valueType, isList: isList, parent: node, depth: depth)
            if schema.isPrimitive(valueType) {
                return try primitive(target, key, keyOffset, &last)
            }
            let duplicate: Bool = note(key, keyOffset, node)
            return try values(target, duplicate, &last)
        }
        let isType: Bool = key.length == 12 && depthIsResource(type) && name(key).elementsEqual("resourceType".utf8)
        if isType, scanner.next() == 0x22 {
            _ = try scanner.string()
            _ = note(key, keyOffset, node)
            return
        }
        if key.length > 1, scanner.base[key.offset] == 0x5F {
            let bare = UnsafeBufferPointer(start: scanner.base + key.offset + 1, count: key.length - 1)
            if let field = schema.field(bare, of: type) {
                let row = schema.fields + Int(field.raw)
                let valueType = TypeIndex(raw: row.pointee.type)
                if schema.isPrimitive(valueType) {
                    let target = Target(field: field, type: valueType, isList: schema.isList(row), parent: node, depth: depth)
                    return try companion(target, key, keyOffset, &last)
                }
            }
        }
        try unknown(key, keyOffset, node, &last, depth)
    }

    private func depthIsResource(_ type: TypeIndex) -> Bool { schema.types[Int(type.raw)].kind == TypeKind.resource.rawValue }

    /// Notes a member; true if the object has one of that name already.
    private mutating func note(_ key: JSONText, _ offset: Int, _ node: UInt32) -> Bool {
        guard members.note(name(key)) else { return false }
        tree.findings.append(
            ReadFinding(code: .duplicateMember, detail: text(key), node: NodeIndex(raw: node), offset: offset))
        return true
    }

    private func text(_ text: JSONText) -> String {
        text.escaped ? String(decoding: unescapeJSON(name(text)), as: UTF8.self) : String(decoding: name(text), as: UTF8.self)
    }

    private mutating func unknown(_ key: JSONText, _ keyOffset: Int, _ node: UInt32, _ last: inout UInt32, _ depth: Int)
        throws(JSONFault)
    {
        let duplicate: Bool = note(key, keyOffset, node)
        let value: JSONText = try scanner.skipValue(depth: depth)
        var row = Node(field: .none, type: .unknown, kind: .rawJSON, parent: node, position: keyOffset, flags: .unknownName)
        if duplicate { row.flags.insert(.duplicate) }
        last = tree.append(row, after: last)
        tree.setText(last, offset: value.offset, length: value.length)
        var range: Range<Int> = key.offset..<(key.offset + key.length)
        if key.escaped {
            let plain: [UInt8] = unescapeJSON(name(key))
            let start: Int = plain.withUnsafeBufferPointer { tree.append(text: $0) }
            range = start..<(start + plain.count)
        }
        tree.nodes[Int(last)].firstChild = tree.keep(unknownName: range)
    }

    // MARK: Complex values

    /// Where a member's values go.
    private struct Target {
        let field: FieldIndex
        let type: TypeIndex
        let isList: Bool
        let parent: UInt32
        let depth: Int
    }

    private mutating func values(_ target: Target, _ duplicate: Bool, _ last: inout UInt32) throws(JSONFault) {
        var flags: NodeFlags = duplicate ? .duplicate : []
        let isArray: Bool = scanner.next() == 0x5B
        if isArray != target.isList { flags.insert(.arrayMismatch) }
        if !isArray { return try value(target, flags, &last) }
        let start: Int = scanner.offset
        scanner.offset += 1
        if scanner.next() == 0x5D {
            scanner.offset += 1
            return raw(target, JSONText(offset: start, length: scanner.offset - start, escaped: false), flags, &last)
        }
        repeat {
            _ = scanner.next()
            try value(target, flags, &last)
            flags.remove(.duplicate)
        } while try scanner.comma(orEnd: 0x5D)
    }

    private mutating func value(_ target: Target, _ flags: NodeFlags, _ last: inout UInt32) throws(JSONFault) {
        var type: TypeIndex = target.type
        let isObject: Bool = scanner.base[scanner.offset] == 0x7B
        if isObject && type == schema.resource { type = try resourceType() }
        guard isObject, type != .unknown else {
            return raw(target, try scanner.skipValue(depth: target.depth), flags, &last)
        }
        let row = Node(
            field: target.field, type: type, kind: .none, parent: target.parent, position: scanner.offset, flags: flags)
        last = tree.append(row, after: last)
        try object(last, type, depth: target.depth + 1)
    }

    /// Keeps a value that has not the element's form as the JSON it is.
    private mutating func raw(_ target: Target, _ text: JSONText, _ flags: NodeFlags, _ last: inout UInt32) {
        let row = Node(
            field: target.field, type: target.type, kind: .rawJSON, parent: target.parent, position: text.offset, flags: flags)
        last = tree.append(row, after: last)
        tree.setText(last, offset: text.offset, length: text.length)
    }

    // MARK: Primitives

    /// `birthDate`: values, into new nodes or those that `_birthDate` has made.
    private mutating func primitive(_ target: Target, _ key: JSONText, _ keyOffset: Int, _ last: inout UInt32) throws(JSONFault) {
        let duplicate: Bool = note(key, keyOffset, target.parent)
        var existing: UInt32 = duplicate || !members.hasCompanion ? UInt32.max : firstNode(of: target)
        var flags: NodeFlags = duplicate ? .duplicate : []
        let isArray: Bool = scanner.next() == 0x5B
        if isArray != target.isList { flags.insert(.arrayMismatch) }
        var before: UInt32 = last
        if isArray {
            let start: Int = scanner.offset
            scanner.offset += 1
            if scanner.next() == 0x5D {
                scanner.offset += 1
                return raw(target, JSONText(offset: start, length: scanner.offset - start, escaped: false), flags, &last)
            }
        }
        var more: Bool = true
        while more {
            let node: UInt32 = take(&existing, target, flags, &before, &last)
            flags.remove(.duplicate)
            try scalar(node, target.depth)
            more = isArray ? try scanner.comma(orEnd: 0x5D) : false
        }
    }

    /// The first node that a member of the current object has made for the target's field.
    private func firstNode(of target: Target) -> UInt32 {
        var node: UInt32 = tree.nodes[Int(target.parent)].firstChild
        while node != UInt32.max && tree.nodes[Int(node)].field != target.field.raw { node = tree.nodes[Int(node)].nextSibling }
        return node
    }

    /// The next node of a member's run: one that exists already, or a new one behind the run.
    private mutating func take(
        _ existing: inout UInt32, _ target: Target, _ flags: NodeFlags, _ before: inout UInt32, _ last: inout UInt32
    ) -> UInt32 {
        if existing != UInt32.max {
            let node: UInt32 = existing
            let next: UInt32 = tree.nodes[Int(node)].nextSibling
            existing = next != UInt32.max && tree.nodes[Int(next)].field == target.field.raw ? next : UInt32.max
            before = node
            return node
        }
        let row = Node(
            field: target.field, type: target.type, kind: .none, parent: target.parent, position: scanner.offset, flags: flags)
        let node: UInt32 = tree.append(row, after: before)
        if before == last { last = node }
        before = node
        return node
    }

    @inline(__always)
    private mutating func scalar(_ node: UInt32, _ depth: Int) throws(JSONFault) {
        let first: UInt8 = scanner.next()
        let text: JSONText
        let kind: NodeKind
        switch first {
        case 0x22:
            text = try scanner.string()
            kind = .string
            if text.escaped { tree.nodes[Int(node)].flags.insert(.escaped) }
        case 0x2D, 0x30...0x39:
            text = try scanner.number()
            kind = .number
        case 0x66, 0x74:
            text = try scanner.literal()
            kind = .boolean
        case 0x6E:
            text = try scanner.literal()
            kind = .null
        default:
            text = try scanner.skipValue(depth: depth)
            kind = .rawJSON
        }
        let offset: Int = first == 0x22 ? text.offset - 1 : text.offset
        let isPlaceholder: Bool = kind == .null && tree.nodes[Int(node)].firstChild != UInt32.max
        tree.nodes[Int(node)].kind = isPlaceholder ? .none : kind
        tree.nodes[Int(node)].position = UInt32(truncatingIfNeeded: offset)
        tree.setText(node, offset: text.offset, length: kind == .null ? 0 : text.length)
    }

    /// `_birthDate`: ids and extensions, into new nodes or those that `birthDate` has made.
    private mutating func companion(_ target: Target, _ key: JSONText, _ keyOffset: Int, _ last: inout UInt32) throws(JSONFault) {
        let duplicate: Bool = note(key, keyOffset, target.parent)
        let first: UInt8 = scanner.next()
        let isArray: Bool = first == 0x5B
        // A second companion, or one that is no object, is kept as an unknown member is.
        let start: Int = scanner.offset
        if duplicate || !(isArray || first == 0x7B) { return try keepCompanion(target, key, keyOffset, &last) }
        members.hasCompanion = true
        var existing: UInt32 = firstNode(of: target)
        var flags: NodeFlags = []
        if isArray != target.isList { flags.insert(.arrayMismatch) }
        var before: UInt32 = last
        if isArray {
            scanner.offset += 1
            if scanner.next() == 0x5D {
                scanner.offset = start
                return try keepCompanion(target, key, keyOffset, &last)
            }
        }
        var more: Bool = true
        while more {
            let byte: UInt8 = scanner.next()
            let node: UInt32 = take(&existing, target, flags, &before, &last)
            if byte == 0x7B {
                if tree.nodes[Int(node)].kind == .null { tree.nodes[Int(node)].kind = .none }
                try object(node, target.type, depth: target.depth + 1)
            } else if byte == 0x6E {
                _ = try scanner.literal()
                if tree.nodes[Int(node)].kind == .none { tree.nodes[Int(node)].kind = .null }
            } else {
                let wrong: JSONText = try scanner.skipValue(depth: target.depth)
                tree.findings.append(
                    ReadFinding(code: .misshapenCompanion, detail: text(wrong), node: NodeIndex(raw: node), offset: wrong.offset))
            }
            more = isArray ? try scanner.comma(orEnd: 0x5D) : false
        }
    }

    private mutating func keepCompanion(_ target: Target, _ key: JSONText, _ keyOffset: Int, _ last: inout UInt32)
        throws(JSONFault)
    {
        let value: JSONText = try scanner.skipValue(depth: target.depth)
        let row = Node(
            field: .none, type: .unknown, kind: .rawJSON, parent: target.parent, position: keyOffset, flags: .unknownName)
        last = tree.append(row, after: last)
        tree.setText(last, offset: value.offset, length: value.length)
        tree.nodes[Int(last)].firstChild = tree.keep(unknownName: key.offset..<(key.offset + key.length))
    }
}
