internal import CNettle

/// SHA-256 (FIPS 180-4), at once or piece by piece.
///
///     SHA256.digest(of: bytes).hex
///
///     var hash = SHA256()
///     while let chunk = try next() { hash.update(chunk) }
///     let digest = hash.finish()
public struct SHA256: Sendable {
    private var context = sha256_ctx()

    /// A hash that has seen no bytes yet.
    public init() {
        nettle_sha256_init(&context)
    }

    /// Takes the next piece in.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        bytes.withContiguousBytes { nettle_sha256_update(&context, $0, $1) }
    }

    /// The 32-byte hash of all pieces so far. The hash itself stays as it is and can take more.
    public func finish() -> Digest {
        // nettle's digest function resets what it is given.
        var ended = context
        var result = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        cnettle_sha256_finish(&ended, &result)
        return Digest(bytes: result)
    }

    /// The 32-byte hash of all bytes.
    public static func digest(of bytes: some Collection<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}

/// HMAC with SHA-256 (RFC 2104, RFC 4231): a hash that only the holder of the key can make.
///
/// Pseudonyms are made with it: the same identifier under the same key gives the same pseudonym, and without the key
/// the identifier cannot be found by trying all of them.
public enum HMACSHA256 {
    /// The 32-byte authentication code of the message. A key may have any length; 32 random bytes are right.
    public static func digest(of message: some Collection<UInt8>, key: some Collection<UInt8>) -> Digest {
        var context = hmac_sha256_ctx()
        let key = Array(key)
        nettle_hmac_sha256_set_key(&context, key.count, key)
        message.withContiguousBytes { nettle_hmac_sha256_update(&context, $0, $1) }
        var result = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        cnettle_hmac_sha256_finish(&context, &result)
        return Digest(bytes: result)
    }
}
