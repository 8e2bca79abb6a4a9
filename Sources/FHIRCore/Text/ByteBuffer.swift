/// Takes bytes away as they are written.
typealias ByteDrain = (UnsafeRawBufferPointer) throws -> Void

/// Bytes that a writer appends to: an `[UInt8]` without its checks at every step, which took a third of a writer's time.
struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    /// Bytes that are held.
    private var held: Int = 0
    private var capacity: Int
    /// Where bytes go when the buffer is full; without it the buffer grows.
    private let drain: ByteDrain?
    private var drained: Int = 0
    private var failure: (any Error)?

    /// A buffer that grows.
    init(capacity: Int) {
        self.capacity = max(64, capacity)
        start = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
        drain = nil
    }

    /// A buffer that hands its bytes on, piece by piece.
    init(drain: @escaping ByteDrain) {
        capacity = 1 << 16
        start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        self.drain = drain
    }

    /// Bytes appended so far.
    var count: Int { drained + held }

    deinit { start.deallocate() }

    /// The bytes so far.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: held)) }

    /// Hands on what is left.
    /// - Throws: what the drain has thrown, at any time.
    mutating func finish() throws {
        handOn()
        if let failure { throw failure }
    }

    private mutating func handOn() {
        if let drain, failure == nil {
            do { try drain(UnsafeRawBufferPointer(start: start, count: held)) } catch { failure = error }
        }
        drained += held
        held = 0
    }

    /// Makes room for more bytes.
    @inline(never)
    private mutating func grow(_ more: Int) {
        if drain != nil { handOn() }
        if capacity - held >= more { return }
        capacity = max(capacity * 2, held + more)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: start, count: held)
        start.deallocate()
        start = grown
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if held == capacity { grow(1) }
        start[held] = byte
        held += 1
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
        if capacity - held < length { grow(length) }
        (start + held).update(from: first, count: length)
        held += length
    }

    /// Takes the last byte back, which was appended just now.
    mutating func removeLast() { held -= 1 }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    @inline(__always)
    mutating func append(_ byte: UInt8, times: Int) {
        if capacity - held < times { grow(times) }
        (start + held).update(repeating: byte, count: times)
        held += times
    }
}
