/// An element of an XML document as it stands, without a schema: for definitions and code lists, not for FHIR resources.
public struct XMLNode: Hashable, Sendable {
    /// Local name.
    public var name: String
    /// Namespace, empty if none.
    public var namespace: String
    /// Attributes by local name, in the order of the text.
    public var attributes: [(name: String, value: String)] {
        get { zip(attributeNames, attributeValues).map { ($0, $1) } }
        set {
            attributeNames = newValue.map(\.name)
            attributeValues = newValue.map(\.value)
        }
    }
    private var attributeNames: [String] = []
    private var attributeValues: [String] = []
    /// Elements inside, in order.
    public var children: [XMLNode] = []
    /// The text directly inside, all pieces together.
    public var text: String = ""

    init(name: String, namespace: String) {
        self.name = name
        self.namespace = namespace
    }

    /// Reads one document; no DTD, no entities, no network.
    /// - Throws: `ReadError` with line and column.
    public static func read(_ bytes: [UInt8], maximumDepth: Int = 512) throws(ReadError) -> XMLNode {
        let handler = XMLNodeBuilder()
        let source: [UInt8] = try bytes.withBytes { (buffer) throws(ReadError) in try XMLEncoding.utf8(of: buffer) } ?? bytes
        try source.withBytes { (buffer) throws(ReadError) in
            try XMLEventParser.parse(buffer, handler: handler, maximumDepth: maximumDepth)
        }
        guard let root = handler.root else { throw ReadError(.empty, "the input is empty") }
        return root
    }

    /// The value of an attribute by its local name.
    public subscript(attribute: String) -> String? {
        attributeNames.firstIndex(of: attribute).map { attributeValues[$0] }
    }

    /// The elements inside with that local name.
    public func children(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    /// The first element inside with that local name.
    public func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }
}

private final class XMLNodeBuilder: XMLHandler {
    private var open: [XMLNode] = []
    private(set) var root: XMLNode?

    func startElement(_ tag: XMLTag, offset: Int) {
        var node = XMLNode(name: tag.name.string, namespace: tag.namespace?.string ?? "")
        node.attributes = (0..<tag.attributeCount).map { index in
            let attribute = tag.attribute(index)
            return (attribute.name.string, attribute.value.string)
        }
        open.append(node)
    }

    func endElement(end: Int) {
        guard let node = open.popLast() else { return }
        if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
    }

    func characters(_ text: XMLText) {
        if !open.isEmpty { open[open.count - 1].text += text.string }
    }
}
