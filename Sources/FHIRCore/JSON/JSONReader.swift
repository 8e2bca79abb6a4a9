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
        try bytes.withBytes { (buffer) throws(ReadError) in try read(json: buffer, as: type, schema: schema, limits: ReadLimits())
        }
    }

    private static func read(
        json bytes: UnsafeRawBufferPointer, as type: TypeIndex, schema: Schema, limits: ReadLimits
    ) throws(ReadError) -> ElementTree {
        let most: Int = min(limits.size, Int(UInt32.max) - 1024)
        if bytes.count > most { throw ReadError(.limit, "the resource is larger than \(most) bytes", limit: .size) }
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
    let tree: ElementTree
    let schema: Schema
    var scanner: JSONScanner
    var members = MemberLog()
    /// The node being read, for the path of a fault.
    private var current: UInt32 = UInt32.max
    private var resourceFault: ReadError?
    /// Numbers of the unknown names that have escapes.
    private var escapedNames: [UInt32] = []

    init(tree: ElementTree, count: Int, maximumDepth: Int) {
        self.tree = tree
        schema = tree.schema
        scanner = JSONScanner(base: tree.bytes, count: count, maximumDepth: maximumDepth)
    }

    /// A fault with its place and the path of the element in which it lies.
    func readError(_ fault: JSONFault, in source: UnsafeRawBufferPointer) -> ReadError {
        if let resourceFault { return resourceFault }
        let path: String? = current == UInt32.max ? nil : Element(tree: tree, node: current).path
        return fault.readError(in: source, path: path, maximumDepth: scanner.maximumDepth)
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
            throw notAResource(unknownTypeMessage(named), at: named?.offset ?? start, path: named.map(text))
        }
        let root: UInt32 = tree.append(Node(field: .none, type: type, kind: .none, parent: UInt32.max, position: start))
        try object(root, type, depth: 1)
        try scanner.finish()
        unescapeNames()
    }

    /// - Parameter path: the name that stands where a type's is due, which begins the path of everything in the object.
    private mutating func notAResource(_ message: String, at offset: Int, path: String? = nil) -> JSONFault {
        let place: SourcePosition? = tree.position(at: offset)
        resourceFault = ReadError(.notAResource, message, position: place, path: path)
        return JSONFault(code: .unexpectedCharacter, offset: offset)
    }

    private func unknownTypeMessage(_ named: JSONText?) -> String {
        guard let named else { return "an object without \"resourceType\": no FHIR resource" }
        return schema.unknownResourceMessage(text(named))
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
    func name(_ text: JSONText) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length)
    }

    /// Reads the object that starts here into the children of a node.
    mutating func object(_ node: UInt32, _ type: TypeIndex, depth: Int) throws(JSONFault) {
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
    mutating func note(_ key: JSONText, _ offset: Int, _ node: UInt32) -> Bool {
        guard members.note(name(key)) else { return false }
        tree.findings.append(
            ReadFinding(code: .duplicateMember, detail: text(key), node: NodeIndex(raw: node), offset: offset))
        return true
    }

    func text(_ text: JSONText) -> String {
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
        let number: UInt32 = tree.keep(unknownName: key.offset..<(key.offset + key.length))
        tree.nodes[Int(last)].firstChild = number
        if key.escaped { escapedNames.append(number) }
    }

    /// Undoes the escapes in unknown names, at the end: it may move the tree's bytes, which the scanner and the log point into.
    private func unescapeNames() {
        for number in escapedNames {
            let range: Range<Int> = tree.storage.pointee.unknownNames[Int(number)]
            let plain: [UInt8] = unescapeJSON(UnsafeBufferPointer(start: tree.bytes + range.lowerBound, count: range.count))
            let start: Int = plain.withUnsafeBufferPointer { tree.append(text: $0) }
            tree.storage.pointee.unknownNames[Int(number)] = start..<(start + plain.count)
        }
    }

    // MARK: Complex values

    /// Where a member's values go.
    struct Target {
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
    mutating func raw(_ target: Target, _ text: JSONText, _ flags: NodeFlags, _ last: inout UInt32) {
        let row = Node(
            field: target.field, type: target.type, kind: .rawJSON, parent: target.parent, position: text.offset, flags: flags)
        last = tree.append(row, after: last)
        tree.setText(last, offset: text.offset, length: text.length)
    }
}
