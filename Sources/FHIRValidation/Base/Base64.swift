import FHIRCore

/// Base64 text (RFC 4648, section 4), in which white space does not count.
enum Base64 {
    /// Number of bytes that a value stands for.
    static func size(of value: Element) -> Int {
        value.tree.withValue(of: value.index) { text in
            var characters: Int = 0
            for byte in text where byte > 0x20 && byte != 0x3D { characters += 1 }
            return characters * 3 / 4
        }
    }

    /// The bytes that a text stands for; nil if it is no base64.
    static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count: Int = 0
        var padding: Int = 0
        for byte in text where byte > 0x20 {
            if byte == 0x3D {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(of: byte) else { return nil }
            bits = bits << 6 | value
            count += 1
            if count % 4 == 0 {
                result.append(UInt8(truncatingIfNeeded: bits >> 16))
                result.append(UInt8(truncatingIfNeeded: bits >> 8))
                result.append(UInt8(truncatingIfNeeded: bits))
            }
        }
        if padding > 2 || (count + padding) % 4 != 0 { return nil }
        if padding == 1 { result.append(UInt8(truncatingIfNeeded: bits >> 10)) }
        if padding == 1 { result.append(UInt8(truncatingIfNeeded: bits >> 2)) }
        if padding == 2 { result.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        return result
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
