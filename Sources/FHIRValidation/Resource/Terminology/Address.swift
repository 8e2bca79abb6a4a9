/// Addresses as text.
enum Address {
    /// It begins with a scheme (RFC 3986, 3.1).
    static func isAbsolute(_ uri: String) -> Bool {
        guard let colon = uri.utf8.firstIndex(of: 0x3A), let first = uri.utf8.first, isLetter(first) else { return false }
        return uri.utf8[..<colon].allSatisfy { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
