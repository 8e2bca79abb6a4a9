/// Limits that a reader keeps to, so that hostile input cannot eat the machine.
public struct ReadLimits: Sendable {
    /// The limits, to tell them apart.
    public enum Kind: String, Sendable {
        /// Nesting of objects and arrays, or of elements.
        case depth
        /// Bytes of one resource.
        case size
        /// Attributes of an XML element.
        case attributes
    }

    /// Deepest nesting of objects and arrays, or of XML elements.
    public var depth: Int
    /// Largest size of one resource in bytes.
    public var size: Int
    /// Most attributes of one XML element, namespace declarations among them.
    public var attributes: Int

    /// Limits; the defaults let every sensible resource pass.
    public init(depth: Int = 256, size: Int = 1 << 31, attributes: Int = 256) {
        self.depth = depth
        self.size = size
        self.attributes = attributes
    }
}
