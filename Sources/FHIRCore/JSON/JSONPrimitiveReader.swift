/// Primitives: their value and their ids and extensions stand in two members, which become one node (FHIR R4, 2.6.2.3).
extension JSONReader {
    /// `birthDate`: values, into new nodes or those that `_birthDate` has made.
    mutating func primitive(_ target: Target, _ key: JSONText, _ keyOffset: Int, _ last: inout UInt32) throws(JSONFault) {
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
    mutating func companion(_ target: Target, _ key: JSONText, _ keyOffset: Int, _ last: inout UInt32) throws(JSONFault) {
        let duplicate: Bool = note(key, keyOffset, target.parent)
        let first: UInt8 = scanner.next()
        let isArray: Bool = first == 0x5B
        // A second companion, or one that is no object, is kept as an unknown member is.
        let start: Int = scanner.offset
        if duplicate || !(isArray || first == 0x7B) { return try keepCompanion(target, key, keyOffset, &last) }
        members.hasCompanion = true
        var existing: UInt32 = firstNode(of: target)
        var flags: NodeFlags = []
        if isArray != target.isList {
            flags.insert(.arrayMismatch)
            if existing != UInt32.max {
                tree.findings.append(
                    ReadFinding(code: .companionMismatch, detail: text(key), node: NodeIndex(raw: existing), offset: start))
            }
        }
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
                let (offset, before): (Int, UInt32) = (scanner.offset, tree.nodes[Int(node)].firstChild)
                try object(node, target.type, depth: target.depth + 1)
                if before == UInt32.max, tree.nodes[Int(node)].firstChild == UInt32.max {
                    tree.findings.append(
                        ReadFinding(code: .emptyCompanion, detail: "", node: NodeIndex(raw: node), offset: offset))
                }
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
