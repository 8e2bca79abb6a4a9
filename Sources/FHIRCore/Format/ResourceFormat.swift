/// The formats of one FHIR resource.
public enum ResourceFormat: String, Sendable, CaseIterable {
    /// FHIR JSON.
    case json
    /// FHIR XML.
    case xml

    /// The format by content: XML begins with `<` (in any encoding that libxml2 knows), everything else is taken for JSON.
    public static func detect(_ bytes: [UInt8]) -> ResourceFormat {
        let wide: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0, 0x3C], [0, 0x3C], [0x3C, 0]]
        if wide.contains(where: { bytes.starts(with: $0) }) { return .xml }
        let mark: Int = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first: UInt8? = bytes[mark...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return first == 0x3C ? .xml : .json
    }
}

extension ElementTree {
    /// Reads one resource, JSON or XML by its content.
    /// - Throws: `ReadError` with line, column and path.
    public static func read(_ bytes: [UInt8], schema: Schema = .r4, limits: ReadLimits = ReadLimits()) throws(ReadError)
        -> ElementTree
    {
        if let fault = bytes.withUnsafeBytes({ ForeignContent.fault($0) }) { throw fault }
        return switch ResourceFormat.detect(bytes) {
        case .json: try read(json: bytes, schema: schema, limits: limits)
        case .xml: try read(xml: bytes, schema: schema, limits: limits)
        }
    }

    /// Writes the tree in a format.
    public func written(as format: ResourceFormat, _ layout: Layout = .pretty) -> Written {
        switch format {
        case .json: json(layout)
        case .xml: xml(layout)
        }
    }

    /// Writes the tree in a format piece by piece, and gives what was lost.
    /// - Throws: what the drain throws.
    func write(as format: ResourceFormat, _ layout: Layout, into drain: @escaping ByteDrain) throws -> [Loss] {
        switch format {
        case .json:
            var writer = JSONWriter(tree: self, layout: layout, drain: drain)
            writer.value(0)
            return try writer.finish()
        case .xml:
            var writer = XMLWriter(tree: self, layout: layout, drain: drain)
            writer.document(0)
            return try writer.finish()
        }
    }
}
