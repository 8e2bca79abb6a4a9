/// Cuts NDJSON into lines: LF or CR LF ends one, empty lines and a byte order mark count for nothing.
package final class LineCutter: StreamCutter {
    private let window: ByteWindow
    private let limit: Int
    private var line: Int = 0
    private var index: Int = 0

    /// - Parameter limit: a line of more bytes is passed over; its item is empty.
    package init(_ input: ByteInput, limit: Int) {
        // The line's end is looked for in the window too.
        window = ByteWindow(input, limit: limit == Int.max ? limit : limit + 2)
        self.limit = limit
    }

    package func next(into batch: inout StreamBatch) throws(StreamError) -> Bool {
        if line == 0 { try window.passMark() }
        while true {
            guard let end = try lineEnd() else { return try tooLong(into: &batch) }
            if end == window.count && end == 0 && window.isAtEnd { return false }
            line += 1
            var length: Int = end
            if length > 0, window.base[length - 1] == 0x0D { length -= 1 }
            let text: UnsafeRawBufferPointer = window.bytes(0..<length)
            let isBlank: Bool = text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            let place = SourcePosition(line: line, column: 1, offset: window.position.offset)
            if !isBlank { batch.append(text, at: place, index: index) }
            window.drop(min(end + 1, window.count))
            if isBlank { continue }
            index += 1
            return true
        }
    }

    /// Offset of the line's end; nil if the line is larger than the limit.
    private func lineEnd() throws(StreamError) -> Int? {
        var searched: Int = 0
        while true {
            if let end = window.find(0x0A, from: searched) { return end > limit + 1 ? nil : end }
            searched = window.count
            if searched > limit + 1 { return nil }
            if try !window.fill() { return searched > limit ? nil : searched }
        }
    }

    /// Passes the rest of a line that is too long, without keeping it.
    private func tooLong(into batch: inout StreamBatch) throws(StreamError) -> Bool {
        line += 1
        let place = SourcePosition(line: line, column: 1, offset: window.position.offset)
        batch.items.append(StreamBatch.Item(range: 0..<0, position: place, index: index))
        index += 1
        while true {
            if let end = window.find(0x0A, from: 0) {
                window.drop(end + 1)
                return true
            }
            window.drop(window.count)
            if try !window.fill() { return true }
        }
    }
}
