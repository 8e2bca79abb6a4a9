/// An element of a resource or data type: a handle on a node of a tree.
///
/// Reading is cheap and builds nothing. Changing has value semantics: a handle that shares its tree takes a copy of its
/// own part first. Equality compares content: types, values to the last digit, children in canonical order; not positions.
public struct Element: Sendable {
    /// The tree that holds it.
    public internal(set) var tree: ElementTree
    var node: UInt32

    init(tree: ElementTree, node: UInt32) {
        self.tree = tree
        self.node = node
    }

    /// A new, empty element of a type, for example `Patient` or `HumanName`; nil if the schema has no such type.
    public init?(type: String, schema: Schema = .r4) {
        guard let index = schema.type(named: type) else { return nil }
        self.init(type: index, schema: schema)
    }

    /// A new, empty element of a type.
    public init(type: TypeIndex, schema: Schema = .r4) {
        tree = ElementTree(schema: schema)
        node = tree.append(Node(field: .none, type: type, kind: .none, parent: UInt32.max, position: 0))
    }

    private var row: Node { tree.nodes[Int(node)] }

    // MARK: What it is

    /// Its place in the tree.
    public var index: NodeIndex { NodeIndex(raw: node) }
    /// Its name as written: `birthDate`, `valueQuantity`; the type's name for an element at the top.
    public var name: String { String(decoding: tree.name(node), as: UTF8.self) }
    /// The type of its value; `.unknown` if the schema does not know it.
    public var type: TypeIndex { TypeIndex(raw: row.type) }
    /// The type's name, such as `Patient` or `Quantity`; nil if the schema does not know it.
    public var typeName: String? { tree.schema.definition(type)?.name }
    /// The field it stands in; `.none` at the top and for unknown names.
    public var field: FieldIndex { FieldIndex(raw: row.field) }
    /// The definition of the element; nil at the top and for unknown names.
    public var definition: SchemaElement? { tree.schema.definition(field)?.element }
    /// The form of its own value.
    public var kind: NodeKind { row.kind }
    /// It is a resource.
    public var isResource: Bool { tree.schema.definition(type)?.kind == .resource }
    /// It stands in an array where the schema has a single value, or the other way round (JSON).
    public var hasArrayMismatch: Bool { row.flags.contains(.arrayMismatch) }
    /// It begins a second member of the same name (JSON).
    public var isDuplicate: Bool { row.flags.contains(.duplicate) }

    /// The value's text: digits as written, strings without escapes, narrative as XHTML; nil if it has none of its own.
    public var value: String? {
        switch row.kind {
        case .none, .null, .rawJSON, .rawXML: nil
        default: tree.withPlainText(node) { String(decoding: $0, as: UTF8.self) }
        }
    }

    // MARK: Where it is

    /// The element around it.
    public var parent: Element? { row.parent == UInt32.max ? nil : Element(tree: tree, node: row.parent) }
    /// Offset in the source.
    public var offset: Int { Int(row.position) }
    /// Line and column in the source; nil if it was not read.
    public var position: SourcePosition? { tree.position(at: offset) }

    /// Its path as FHIRPath: `Patient.name[0].given[1]`; an index where the element may repeat or does.
    public var path: String {
        guard let parent else { return name }
        var text: String = parent.path + "." + pathName
        var before: Int = 0
        var total: Int = 0
        var sibling: UInt32 = tree.firstChild(parent.node)
        while sibling != UInt32.max {
            if sibling == node { before = total }
            if isNamedLike(sibling) { total += 1 }
            sibling = tree.nodes[Int(sibling)].nextSibling
        }
        if total > 1 || definition?.isList == true { text += "[\(before)]" }
        return text
    }

    /// The name without a choice's type: `value` for `valueQuantity`.
    private var pathName: String {
        guard let definition, definition.isChoice else { return name }
        return String(definition.name.dropLast(3))
    }

    private func isNamedLike(_ sibling: UInt32) -> Bool {
        let other: Node = tree.nodes[Int(sibling)]
        if other.field != row.field { return false }
        return row.field != FieldIndex.none.raw || tree.name(sibling).elementsEqual(tree.name(node))
    }

    // MARK: What is in it

    /// All children, in the order in which they stand.
    public var children: [Element] {
        var result: [Element] = []
        var child: UInt32 = tree.firstChild(node)
        while child != UInt32.max {
            result.append(Element(tree: tree, node: child))
            child = tree.nodes[Int(child)].nextSibling
        }
        return result
    }

    /// The children of a name, in order. A name without its choice type (`value`, `value[x]`) finds every type of the choice.
    public func children(named name: String) -> [Element] {
        var result: [Element] = []
        forEachChild(in: fields(named: name)) {
            result.append($0); return true
        }
        return result
    }

    /// The first child of a name; see `children(named:)`.
    public func child(named name: String) -> Element? {
        var result: Element?
        forEachChild(in: fields(named: name)) {
            result = $0; return false
        }
        return result
    }

    /// Children of the fields, until `body` answers false.
    private func forEachChild(in fields: ClosedRange<UInt16>?, _ body: (Element) -> Bool) {
        guard let fields else { return }
        var child: UInt32 = tree.firstChild(node)
        while child != UInt32.max {
            if fields.contains(tree.nodes[Int(child)].field), !body(Element(tree: tree, node: child)) { return }
            child = tree.nodes[Int(child)].nextSibling
        }
    }

    /// The fields that a name stands for: one, or all of a choice.
    func fields(named name: String) -> ClosedRange<UInt16>? {
        let schema: Schema = tree.schema
        if let field = schema.field(name, of: type) { return field.raw...field.raw }
        guard let definition = schema.definition(type) else { return nil }
        let choice: String = name.hasSuffix("[x]") ? name : name + "[x]"
        guard let element = definition.elements.first(where: { $0.isChoice && $0.name == choice }) else { return nil }
        let first: UInt16 = UInt16(element.row.first_field)
        return first...(first + element.row.field_count - 1)
    }
}
