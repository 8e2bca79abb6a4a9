/// Compares what was written with what it was written from.
struct Verification {
    private let source: ElementTree
    private let copy: ElementTree

    /// Reads a document that was written from a tree and compares the two.
    /// - Returns: nil if nothing was lost but what is reported already, else what differs first.
    static func difference(of written: Written, _ format: ResourceFormat, from source: ElementTree, root: UInt32 = 0) -> String? {
        let copy: ElementTree
        let limits = ReadLimits(depth: 4096, size: Int(UInt32.max))
        do throws(ReadError) {
            copy =
                switch format {
                case .json: try ElementTree.read(json: written.bytes, schema: source.schema, limits: limits)
                case .xml: try ElementTree.read(xml: written.bytes, schema: source.schema, limits: limits)
                }
        } catch {
            return "what was written cannot be read: \(error)"
        }
        // Where something could not be carried the trees must differ; what was carried must be stable.
        if !written.losses.isEmpty { return stableDifference(copy, written, format) }
        guard let node = Verification(source: source, copy: copy).firstDifference(root, 0) else { return nil }
        return "\(Element(tree: source, node: node).path) is not the same after it was written and read again"
    }

    private static func stableDifference(_ copy: ElementTree, _ written: Written, _ format: ResourceFormat) -> String? {
        let layouts: [Layout] = [.pretty, .compact]
        let isSame: Bool = layouts.contains { copy.written(as: format, $0).bytes == written.bytes }
        return isSame ? nil : "what was written is not the same after it was read and written again"
    }

    /// The first node of the source whose counterpart differs.
    private func firstDifference(_ left: UInt32, _ right: UInt32) -> UInt32? {
        let one: Node = source.nodes[Int(left)]
        let other: Node = copy.nodes[Int(right)]
        if one.type != other.type || !sameText(left, right) { return left }
        let children: [UInt32] = source.orderedChildren(left)
        let others: [UInt32] = copy.orderedChildren(right)
        if children.count != others.count { return left }
        for (child, counterpart) in zip(children, others) {
            if source.nodes[Int(child)].field != copy.nodes[Int(counterpart)].field { return child }
            if !source.name(child).elementsEqual(copy.name(counterpart)) { return child }
            if let difference = firstDifference(child, counterpart) { return difference }
        }
        return nil
    }

    private func sameText(_ left: UInt32, _ right: UInt32) -> Bool {
        let one: [UInt8] = source.withPlainText(left) { Array($0) }
        let other: [UInt8] = copy.withPlainText(right) { Array($0) }
        if one == other { return true }
        switch source.nodes[Int(left)].kind {
        // White space between JSON's tokens says nothing.
        case .rawJSON: return JSONText.sameValue(one, other)
        // XML has narrative with its namespace and without HTML's entities.
        case .string where source.nodes[Int(left)].type == source.schema.xhtml.raw:
            guard let division = Narrative.xml(of: one) else { return false }
            return division == other || division == Narrative.xml(of: other)
        default: return false
        }
    }
}

extension JSONText {
    /// Two texts hold the same JSON value, number for number by their text.
    fileprivate static func sameValue(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        do throws(ReadError) {
            let left: JSONValue = try JSONValue.read(one, maximumDepth: 4096)
            return left == (try JSONValue.read(other, maximumDepth: 4096))
        } catch {
            return false
        }
    }
}
