import FHIRCore
import FHIRModels

extension BundleReader {
    /// Everything in an element that was not read, each the largest part of which nothing was, with its path and place.
    func unread(in root: Element) -> [Loss] {
        var walk = UnreadWalk(reader: self)
        _ = walk.visit(root)
        var lines = LineCounter(root.tree)
        return walk.losses.map { Loss(path: $0.path, message: $0.message, position: lines.position(at: $0.offset)) }
    }
}

/// One walk over a bundle after it was read.
private struct UnreadWalk {
    let reader: BundleReader
    /// In the order of the source.
    var losses: [(path: String, message: String, offset: Int)] = []
    /// The elements from the top to the one in hand, each with its place among its like; paths are made from it when needed.
    private var trail: [(element: Element, index: Int?)] = []

    init(reader: BundleReader) { self.reader = reader }

    /// Visits an element; answers whether anything in it was read.
    mutating func visit(_ element: Element, index: Int? = nil) -> Bool {
        trail.append((element, index))
        defer { trail.removeLast() }
        let before = losses.count
        var isRead = reader.visited.contains(element.index)
        let isUnreadValue = element.kind != .none && !isRead
        var counts: [FieldIndex: Int] = [:]
        let children = element.children
        for child in children {
            let isList = child.definition?.isList ?? false
            let place = isList ? counts[child.field, default: 0] : nil
            counts[child.field, default: 0] += 1
            if visit(child, index: place) { isRead = true }
        }
        if !isRead, isUnreadValue || losses.count > before {
            losses.removeSubrange(before...)
            losses.append(loss(element))
        } else if isUnreadValue {
            losses.insert(loss(element), at: before)
        }
        return isRead
    }

    private func loss(_ element: Element) -> (path: String, message: String, offset: Int) {
        let steps = trail.map { element, index in
            let name = element.parent == nil ? element.typeName ?? element.name : pathName(element)
            return index.map { "\(name)[\($0)]" } ?? name
        }
        let resource = element.isResource ? element : element.child(named: "resource")
        let what = resource?.typeName.map { "this resource (\($0))" } ?? "it"
        let reason = reader.reasons[element.index] ?? "the case record has no place for \(what)"
        return (steps.joined(separator: "."), reason, element.offset)
    }

    /// The name without a choice's type, as in FHIRPath: `value` for `valueQuantity`.
    private func pathName(_ element: Element) -> String {
        guard let definition = element.definition, definition.isChoice else { return element.name }
        return String(definition.name.dropLast(3))
    }
}
