/// Bytes that a writer appends to: an `[UInt8]` without its checks at every step, which took a third of a writer's time.
struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private(set) var count: Int = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(64, capacity)
        start = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// The bytes so far.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: start, count: count)
        start.deallocate()
        start = grown
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(1) }
        start[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        append(first, bytes.count)
    }

    @inline(__always)
    mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

    @inline(__always)
    mutating func append(_ first: UnsafePointer<UInt8>, _ length: Int) {
        if capacity - count < length { grow(length) }
        (start + count).update(from: first, count: length)
        count += length
    }

    /// Takes the last byte back.
    mutating func removeLast() { count -= 1 }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    @inline(__always)
    mutating func append(_ byte: UInt8, times: Int) {
        if capacity - count < times { grow(times) }
        (start + count).update(repeating: byte, count: times)
        count += times
    }
}
