import Compression

/// Bytes pulled block by block from a file, a pipe, memory or a generator; gzip is unpacked where the content begins as gzip does.
public final class ByteInput {
    /// Fills the buffer, which is not empty, from its start and gives the number of bytes; 0 at the end.
    public typealias Pull = (UnsafeMutableRawBufferPointer) throws(StreamError) -> Int

    private let pull: Pull
    private let file: OpenFile?
    /// Bytes to be given before those of `pull`.
    private var head: [UInt8] = []
    private var headStart: Int = 0

    /// What a function gives, as it is.
    public init(pull: @escaping Pull) {
        self.pull = pull
        file = nil
    }

    /// Bytes of memory.
    public convenience init(_ bytes: [UInt8]) {
        self.init { (_) throws(StreamError) in 0 }
        head = bytes
    }

    /// A file, unpacked if it is gzip.
    /// - Throws: `StreamError.unreadable`.
    public convenience init(path: String) throws(StreamError) {
        try self.init(file: try OpenFile(path: path))
    }

    /// An open file descriptor, which stays open; unpacked if it is gzip.
    public convenience init(descriptor: Int32) throws(StreamError) {
        try self.init(file: OpenFile(descriptor: descriptor, isOwned: false))
    }

    /// An open file descriptor, which stays open; its bytes as they are.
    public convenience init(plain descriptor: Int32) {
        let file = OpenFile(descriptor: descriptor, isOwned: false)
        self.init { (buffer) throws(StreamError) in try file.read(into: buffer) }
    }

    /// What a function gives, unpacked if it is gzip.
    public convenience init(unpacking pull: @escaping Pull) throws(StreamError) {
        try self.init(source: ByteInput(pull: pull), file: nil)
    }

    convenience init(file: OpenFile) throws(StreamError) {
        let source = ByteInput { (buffer) throws(StreamError) in try file.read(into: buffer) }
        try self.init(source: source, file: file)
    }

    private init(source: ByteInput, file: OpenFile?) throws(StreamError) {
        self.file = file
        let magic: [UInt8] = try source.peek(2)
        guard magic == [0x1F, 0x8B] else {
            pull = { (buffer) throws(StreamError) in try source.read(into: buffer) }
            return
        }
        let reader: GzipReader
        do throws(CompressionError) {
            reader = try GzipReader { try source.read(into: $0) }
        } catch {
            throw .compressed(error.message)
        }
        pull = { (buffer) throws(StreamError) in
            do throws(CompressionError) {
                return try reader.read(into: buffer)
            } catch {
                if let cause = error.underlying as? StreamError { throw cause }
                throw .compressed(error.message)
            }
        }
    }

    /// Size of the file that stands behind, packed as it is; nil if it is no regular file.
    public var sourceSize: Int? { file?.size }
    /// Bytes of that file that have been read; 0 without a file.
    public var sourceTaken: Int { file?.taken ?? 0 }

    /// Puts the next bytes into the buffer, which must not be empty, and gives their number; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        if headStart == head.count { return try pull(buffer) }
        let count: Int = min(buffer.count, head.count - headStart)
        head.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[headStart..<headStart + count]))
        }
        headStart += count
        if headStart == head.count {
            head = []
            headStart = 0
        }
        return count
    }

    /// The next bytes, at most `capacity`, in one piece; empty at the end.
    func readBlock(_ capacity: Int) throws(StreamError) -> [UInt8] {
        var fault: StreamError?
        let block: [UInt8] = Array(unsafeUninitializedCapacity: capacity) { buffer, count in
            do throws(StreamError) {
                // Bytes that were looked at already come first; the rest follows in the same piece.
                var more: Bool = true
                while more && count < capacity {
                    let isHead: Bool = headStart < head.count
                    let taken: Int = try read(
                        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                    count += taken
                    more = taken > 0 && (isHead || file?.size != nil)
                }
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        return block
    }

    /// Looks at the next bytes, at most `count`, fewer only at the end; they are read again afterwards.
    func peek(_ count: Int) throws(StreamError) -> [UInt8] {
        if headStart > 0 {
            head.removeFirst(headStart)
            headStart = 0
        }
        while head.count < count, try pullIntoHead(max(count - head.count, 1 << 16)) > 0 {}
        return Array(head.prefix(count))
    }

    /// Looks at the next bytes, as many as come at once; empty only at the end.
    func beginning() throws(StreamError) -> [UInt8] {
        _ = try peek(1)
        return head
    }

    private func pullIntoHead(_ most: Int) throws(StreamError) -> Int {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: most, alignment: 16)
        defer { block.deallocate() }
        let count: Int = try pull(block)
        head.append(contentsOf: block[..<count])
        return count
    }

    /// Gives bytes back, to be read next.
    func putBack(_ bytes: [UInt8]) {
        head = bytes + head[headStart...]
        headStart = 0
    }

    /// All that follows.
    /// - Parameter limit: more bytes than that are refused.
    public func readAll(limit: Int = Int.max) throws(StreamError) -> [UInt8] {
        var bytes: [UInt8] = []
        if let size = file?.size { bytes.reserveCapacity(min(size, limit) + 1) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count: Int = try read(into: block)
            if count == 0 { return bytes }
            if count > limit - bytes.count {
                throw .content(ReadError(.limit, "the resource is larger than \(limit) bytes", limit: .size))
            }
            bytes.append(contentsOf: block[..<count])
        }
    }
}
