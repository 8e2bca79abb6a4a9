/// Lines and columns of offsets in a source. Offsets in rising order cost one pass in all.
package struct LineCounter {
    private let tree: ElementTree
    private var offset: Int = 0
    private var line: Int = 1
    private var lineStart: Int = 0
    /// The column reached in the line, and its offset: a file of one long line costs one pass too.
    private var column: Int = 1
    private var counted: Int = -1

    /// A counter at the start of a tree's source.
    package init(_ tree: ElementTree) { self.tree = tree }

    /// The place of an offset; nil if the tree was not read.
    package mutating func position(at wanted: Int) -> SourcePosition? {
        var counter: LineCounter = self
        let result: SourcePosition? = tree.withSourceBytes { counter.count(to: wanted, in: $0) }
        self = counter
        return result
    }

    private mutating func count(to wanted: Int, in bytes: UnsafeRawBufferPointer) -> SourcePosition {
        let limit: Int = min(wanted, bytes.count)
        if limit < lineStart {
            offset = 0
            line = 1
            lineStart = 0
        }
        offset = max(offset, lineStart)
        while offset < limit {
            let byte: UInt8 = bytes[offset]
            offset += 1
            if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
                line += 1
                lineStart = offset
            }
        }
        if counted < lineStart || counted > limit {
            let hasMark: Bool = lineStart == 0 && bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
            column = 1
            counted = hasMark ? 3 : lineStart
        }
        while counted < limit {
            if bytes[counted] & 0xC0 != 0x80 { column += 1 }
            counted += 1
        }
        return SourcePosition(line: line, column: column, offset: wanted)
    }
}
