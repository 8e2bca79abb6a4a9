/// The version 5 UUID of a name within a namespace, in canonical form: lower-case hexadecimal, 8-4-4-4-12 (RFC 9562, sections 4 and 5.5).
///
/// The same namespace and name give the same UUID everywhere and for ever; that is how all ids of ours are made.
public func uuid5(namespace: UUID16, name: String) -> String {
    UUID16(namespace: namespace, name: name).description
}

/// A UUID (RFC 9562, formerly RFC 4122) as its 16 bytes.
public struct UUID16: Hashable, Sendable, LosslessStringConvertible {
    private let high: UInt64
    private let low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The namespace of fully qualified domain names (RFC 9562, section 6.6).
    public static let dns = UUID16(high: 0x6ba7_b810_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
    /// The namespace of URLs.
    public static let url = UUID16(high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
    /// The namespace of ISO object identifiers.
    public static let oid = UUID16(high: 0x6ba7_b812_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
    /// The namespace of X.500 distinguished names.
    public static let x500 = UUID16(high: 0x6ba7_b814_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)

    /// The version 5 UUID of a name (its UTF-8 bytes) within a namespace (RFC 9562, section 5.5).
    ///
    /// The result may serve as a namespace in turn.
    public init(namespace: UUID16, name: String) {
        var bytes = SHA1.digest(of: namespace.bytes, then: name.utf8).bytes[..<16]
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads the canonical form, in upper or lower case, without `urn:uuid:` and without braces; nil for all else.
    public init?(_ description: String) {
        var value: (high: UInt64, low: UInt64) = (0, 0)
        var place = 0
        for unit in description.utf8 {
            let isHyphenPlace = place == 8 || place == 13 || place == 18 || place == 23
            place += 1
            if isHyphenPlace {
                guard unit == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Character(UnicodeScalar(unit)).hexDigitValue else { return nil }
            value.high = value.high << 4 | value.low >> 60
            value.low = value.low << 4 | UInt64(digit)
        }
        guard place == 36 else { return nil }
        (high, low) = value
    }

    /// The 16 bytes, the most significant first.
    public var bytes: [UInt8] {
        [high, low].flatMap { half in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }

    /// The canonical form: lower-case hexadecimal, 8-4-4-4-12.
    public var description: String {
        let digits = hexadecimal(bytes)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place == 8 || place == 12 || place == 16 || place == 20 { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
