/// The result of a hash function: its raw bytes (20 for SHA-1, 32 for SHA-256) and their hexadecimal form.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The raw bytes, in the order that the standard gives them.
    public let bytes: [UInt8]

    /// Wraps bytes that some hash function has made.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Two lower-case hexadecimal digits a byte, as `sha256sum` prints them.
    public var hex: String { hexadecimal(bytes) }

    /// The hexadecimal form.
    public var description: String { hex }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
        text.append(hexadecimalDigit(byte >> 4))
        text.append(hexadecimalDigit(byte & 0x0F))
    }
    return String(decoding: text, as: UTF8.self)
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

extension Collection<UInt8> {
    /// Calls `body` with the bytes in one piece: in place where they lie so (arrays, a string's UTF-8), else as a copy.
    func withContiguousBytes(_ body: (Int, UnsafePointer<UInt8>) -> Void) {
        let done: Void? = withContiguousStorageIfAvailable { buffer in
            if let base = buffer.baseAddress { body(buffer.count, base) }
        }
        guard done == nil else { return }
        Array(self).withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { body(buffer.count, base) }
        }
    }
}
