internal import CNettle

/// SHA-1 (FIPS 180-4), for UUID version 5 only: as a check against deliberate change it is broken, take `SHA256`.
public enum SHA1 {
    /// The 20-byte hash of all bytes.
    public static func digest(of bytes: some Collection<UInt8>) -> Digest {
        digest(of: [], then: bytes)
    }

    /// The hash of two pieces one after the other, without joining them first.
    static func digest(of first: [UInt8], then second: some Collection<UInt8>) -> Digest {
        var context = sha1_ctx()
        nettle_sha1_init(&context)
        first.withContiguousBytes { nettle_sha1_update(&context, $0, $1) }
        second.withContiguousBytes { nettle_sha1_update(&context, $0, $1) }
        var result = [UInt8](repeating: 0, count: Int(SHA1_DIGEST_SIZE))
        cnettle_sha1_finish(&context, &result)
        return Digest(bytes: result)
    }
}
