import FHIRCore

/// The bytes behind base64 text (RFC 4648, section 4), without decoding it.
enum Base64Size {
    /// Number of bytes that a value stands for; white space does not count.
    static func bytes(of value: Element) -> Int {
        value.tree.withValue(of: value.index) { text in
            var characters: Int = 0
            for byte in text where byte > 0x20 && byte != 0x3D { characters += 1 }
            return characters * 3 / 4
        }
    }
}
