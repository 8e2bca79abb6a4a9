/// Fills the buffer from its start with the next bytes of some input and gives their number: at least 1, or 0 at the end.
public typealias BytePull = (UnsafeMutableRawBufferPointer) throws -> Int

/// Input that is pulled block by block, with a look at what comes next.
final class ByteSource {
    private let pull: BytePull
    /// No more than this is available at a time.
    static let blockSize = 1 << 16
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    private var unread: Range<Int> = 0..<0
    private(set) var isAtEnd = false
    /// Bytes consumed so far.
    private(set) var offset = 0

    init(pull: @escaping BytePull) {
        self.pull = pull
    }

    convenience init(_ bytes: [UInt8]) {
        var place = 0
        self.init { buffer in
            let count = min(buffer.count, bytes.count - place)
            bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count])) }
            place += count
            return count
        }
    }

    deinit {
        block.deallocate()
    }

    /// What has been pulled and not consumed yet, in place until the next call of `fill`.
    var available: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: block[unread]) }

    func consume(_ count: Int) {
        unread = unread.lowerBound + count..<unread.upperBound
        offset += count
    }

    /// Pulls until at least `count` bytes (or all that there are) are available.
    func fill(atLeast count: Int) throws(CompressionError) {
        guard unread.count < count, !isAtEnd else { return }
        block.copyMemory(from: available)
        unread = 0..<unread.count
        while unread.count < count, !isAtEnd {
            let pulled: Int
            do {
                pulled = try pull(UnsafeMutableRawBufferPointer(rebasing: block[unread.upperBound...]))
            } catch let error as CompressionError {
                throw error
            } catch {
                throw CompressionError(.sourceFailed, "reading the input failed: \(error)", offset: offset, underlying: error)
            }
            unread = 0..<unread.count + pulled
            isAtEnd = pulled == 0
        }
    }
}
