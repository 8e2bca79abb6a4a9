import FHIRCore

// FHIR's elements as FHIRPath's system values (FHIR R4, 2.9.1 Using FHIR types in expressions).
extension Evaluator {
    /// The value behind an item: of a primitive its system value, of a Quantity the quantity; nil for any other element,
    /// and for a primitive without a value. An item that is a value already is itself.
    func value(_ item: Item) -> Item? {
        guard case .node(let node) = item else { return item }
        let system: TypeTable.System = types.system(node.type)
        switch system {
        case .none: return nil
        case .quantity: return quantity(node).map { .quantity($0) }
        default: return node.tree.kind(of: node.index) == .none ? nil : primitive(node, system)
        }
    }

    private func primitive(_ node: NodeItem, _ system: TypeTable.System) -> Item? {
        if system == .boolean {
            return node.tree.withValue(of: node.index) { bytes in
                bytes.elementsEqual("true".utf8) ? .boolean(true) : (bytes.elementsEqual("false".utf8) ? .boolean(false) : nil)
            }
        }
        // White space round a number or a date is a fault of its form, and no part of what is meant.
        let isTrimmed: Bool = system != .string
        let text: String = node.tree.withValue(of: node.index) { bytes in
            String(decoding: isTrimmed ? trimmed(bytes) : bytes, as: UTF8.self)
        }
        // What has not its type's form is still a string: judging it is the validator's work.
        switch system {
        case .integer: return Int(text).map { .integer($0) } ?? Item.decimal(text: text) ?? .string(text)
        case .decimal: return Item.decimal(text: text) ?? .string(text)
        case .date: return Temporal(text, .date).map { .temporal($0) } ?? .string(text)
        case .dateTime: return Temporal(text, .dateTime).map { .temporal($0) } ?? .string(text)
        case .time: return Temporal(text, .time).map { .temporal($0) } ?? .string(text)
        default: return .string(text)
        }
    }

    /// A FHIR Quantity as a system quantity, if it has a UCUM code (FHIR R4, 2.9.1.3 Use of FHIR Quantity); with any other unit it
    /// can be compared with the same unit only, and without one it is a plain number. One with a comparator is none.
    private func quantity(_ node: NodeItem) -> Quantity? {
        guard let number = child("value", of: node), child("comparator", of: node) == nil,
            let value = number.tree.withValue(of: number.index, { Decimal($0) })
        else { return nil }
        guard let word = child("code", of: node) ?? child("unit", of: node), let unit = word.tree.valueText(of: word.index) else {
            return Quantity(value, unit: "1")
        }
        var quantity = Quantity(value, unit: unit)
        if isUCUM(node), child("code", of: node) != nil {
            quantity.calendar = CalendarUnit(ofQuantity: unit)
        } else {
            quantity.isForeign = true
        }
        return quantity
    }

    private func isUCUM(_ quantity: NodeItem) -> Bool {
        guard let system = child("system", of: quantity) else { return false }
        return system.tree.withValue(of: system.index) { $0.elementsEqual("http://unitsofmeasure.org".utf8) }
    }

    /// The first child of a name.
    func child(_ name: StaticString, of node: NodeItem) -> NodeItem? {
        let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard let span = schema.span(named: bytes, of: node.type) else { return nil }
        var child: NodeIndex = node.tree.firstChild(of: node.index)
        while child != .none {
            if span.contains(node.tree.field(of: child)), node.tree.isThere(child) { return NodeItem(node.tree, child) }
            child = node.tree.nextSibling(of: child)
        }
        return nil
    }

    /// The text of an item that is a string or a primitive whose values are strings; nil for any other.
    func string(_ item: Item) -> String? {
        switch item {
        case .string(let text): text
        case .node(let node): types.system(node.type) == .string ? node.tree.valueText(of: node.index) : nil
        default: nil
        }
    }
}

/// The bytes without white space at their ends.
private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
        return bytes
    }
    return UnsafeBufferPointer(rebasing: bytes[first...last])
}
