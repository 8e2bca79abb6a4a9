import FHIRCore

/// A node of a tree. Whoever holds one also holds the tree: the evaluator keeps every tree that it has met.
struct NodeItem: Sendable {
    unowned(unsafe) let tree: ElementTree
    let index: NodeIndex

    init(_ tree: ElementTree, _ index: NodeIndex) {
        self.tree = tree
        self.index = index
    }

    init(_ element: Element) { self.init(element.tree, element.index) }

    var type: TypeIndex { tree.type(of: index) }
    var element: Element { tree.element(index) }
}

/// One item of a collection: a node, or a value that an expression made.
enum Item: Sendable {
    case node(NodeItem)
    case boolean(Bool)
    case integer(Int)
    case string(String)
    indirect case decimal(Decimal)
    /// A Decimal of more digits than can be calculated with.
    indirect case longDecimal(LongDecimal)
    indirect case temporal(Temporal)
    indirect case quantity(Quantity)
    indirect case typeInfo(TypeName)
}

/// The name of a type with its namespace: `FHIR.Patient`, `System.Integer`.
struct TypeName: Sendable, Hashable {
    let namespace: String?
    let name: String

    var text: String { namespace.map { $0 + "." + name } ?? name }
}

/// A collection: in order, with room for one item that needs no memory of its own.
struct Collection: Sendable {
    private(set) var first: Item?
    private(set) var rest: ContiguousArray<Item> = []

    init() {}
    init(_ item: Item) { first = item }
    init(_ item: Item?) { first = item }
    init(_ truth: Bool?) { first = truth.map { .boolean($0) } }
    init(_ items: [Item]) { items.forEach { append($0) } }

    @inline(__always)
    var isEmpty: Bool { first == nil }
    var count: Int { first == nil ? 0 : rest.count + 1 }
    var last: Item? { rest.last ?? first }

    @inline(__always)
    mutating func append(_ item: Item) {
        if first == nil { first = item } else { rest.append(item) }
    }

    mutating func append(_ other: Collection) {
        guard let one = other.first else { return }
        append(one)
        rest.append(contentsOf: other.rest)
    }

    subscript(index: Int) -> Item? {
        if index == 0 { return first }
        return index > 0 && index <= rest.count ? rest[index - 1] : nil
    }

    /// All items, for what is easier said of an array.
    var items: [Item] { first.map { [$0] + rest } ?? [] }
}

extension Collection: Sequence {
    struct Iterator: IteratorProtocol {
        let collection: Collection
        var index: Int = 0
        mutating func next() -> Item? {
            defer { index += 1 }
            return collection[index]
        }
    }

    func makeIterator() -> Iterator { Iterator(collection: self) }
    var underestimatedCount: Int { count }
}
