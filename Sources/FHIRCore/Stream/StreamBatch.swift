/// Resources cut from a stream, to be worked on together: their source text and where each stands.
package struct StreamBatch: Sendable {
    /// One line of NDJSON, or one entry of a bundle.
    package struct Item: Sendable {
        /// Where its text stands in `bytes`; empty if it was larger than the limit.
        package var range: Range<Int>
        /// Its place in the stream.
        package var position: SourcePosition
        /// Its number in the stream, from 0: which entry of the bundle.
        var index: Int
        /// Which list of entries it stands in, from 0: a bundle may have its entries in several.
        var list: Int = 0
    }

    package var bytes: [UInt8] = []
    package var items: [Item] = []

    /// Enough for a piece of work, so that handing it over costs little beside it.
    var isFull: Bool { bytes.count >= 1 << 18 || items.count >= 1024 }

    mutating func append(_ text: UnsafeRawBufferPointer, at position: SourcePosition, index: Int, list: Int = 0) {
        let start: Int = bytes.count
        bytes.append(contentsOf: text)
        items.append(Item(range: start..<bytes.count, position: position, index: index, list: list))
    }
}

extension StreamBatch {
    /// The resource of an item that is a line of NDJSON.
    /// - Throws: it is none, or is larger than the limit.
    package func tree(of item: Item, limits: ReadLimits = ReadLimits()) throws(ReadError) -> ElementTree {
        if item.range.isEmpty { throw ReadError(.limit, "the line is larger than \(limits.size) bytes", limit: .size) }
        let result: Result<ElementTree, ReadError> = bytes[item.range].withUnsafeBytes { line in
            do throws(ReadError) {
                return .success(try ElementTree.read(json: line, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// Cuts a stream into resources.
package protocol StreamCutter: AnyObject {
    /// Appends the next resource to the batch; false at the end of the stream.
    func next(into batch: inout StreamBatch) throws(StreamError) -> Bool
}

extension StreamCutter {
    /// The next batch; nil at the end.
    package func batch() throws(StreamError) -> StreamBatch? {
        var batch = StreamBatch()
        while !batch.isFull, try next(into: &batch) {}
        return batch.items.isEmpty ? nil : batch
    }
}
