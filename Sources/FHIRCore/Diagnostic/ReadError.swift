/// A place in a source: line and column count from 1, columns in characters (Unicode scalars), the offset in bytes from 0.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    /// Line, from 1.
    public let line: Int
    /// Column in Unicode scalars, from 1.
    public let column: Int
    /// Byte offset in the UTF-8 source, from 0.
    public let offset: Int

    /// A place from its parts.
    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// Counts line and column of a byte offset; a line ends with LF, CR LF or CR.
    public init(offset: Int, in bytes: UnsafeRawBufferPointer) {
        let limit: Int = min(offset, bytes.count)
        var line: Int = 1
        var lineStart: Int = 0
        var index: Int = 0
        while index < limit {
            let byte: UInt8 = bytes[index]
            index += 1
            if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
                line += 1
                lineStart = index
            }
        }
        var column: Int = 1
        index = lineStart
        if lineStart == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        while index < limit {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        self.init(line: line, column: column, offset: offset)
    }

    /// `line:column`.
    public var description: String { "\(line):\(column)" }
}

/// What a reader could not read: input that is no JSON or XML, is no FHIR resource at the top, or passes a limit.
public struct ReadError: Error, Sendable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Nothing but white space.
        case empty
        /// Not well-formed JSON (RFC 8259) or XML 1.0.
        case syntax
        /// Bytes that are no UTF-8, or an encoding that is not known.
        case encoding
        /// A document type declaration or an entity that FHIR forbids.
        case documentType = "document-type"
        /// A limit on depth, size or number was passed.
        case limit
        /// Well-formed, but no FHIR resource: no or an unknown resource type.
        case notAResource = "not-a-resource"
    }

    /// The kind of fault.
    public let code: Code
    /// What is wrong and what to do, one sentence or two.
    public let message: String
    /// Where, if a place can be named.
    public let position: SourcePosition?
    /// The path of the element that was being read (`Patient.name[0]`), if known.
    public let path: String?

    /// The limit that was passed, where it is one that `ReadLimits` sets.
    public let limit: ReadLimits.Kind?

    /// A fault from its parts.
    public init(
        _ code: Code, _ message: String, position: SourcePosition? = nil, path: String? = nil, limit: ReadLimits.Kind? = nil
    ) {
        self.code = code
        self.message = message
        self.position = position
        self.path = path
        self.limit = limit
    }

    /// The same fault at another place.
    func moved(to position: SourcePosition?, path: String?) -> ReadError {
        ReadError(code, message, position: position, path: path, limit: limit)
    }

    /// `line:column: message (at path)`.
    public var description: String {
        var text: String = position.map { "\($0): " } ?? ""
        text += message
        if let path { text += " (at \(path))" }
        return text
    }
}
