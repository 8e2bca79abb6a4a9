import Hashing
import Testing

struct HashTests {
    @Test(
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "no bytes"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d", "FIPS 180 example, one block"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
                "FIPS 180 example, two blocks"
            ),
        ] as [(String, String, Comment)])
    func sha1(message: String, expected: String, reason: Comment) {
        #expect(SHA1.digest(of: message.utf8).hex == expected, reason)
    }

    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "no bytes"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180 example, one block"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "FIPS 180 example, two blocks"
            ),
        ] as [(String, String, Comment)])
    func sha256(message: String, expected: String, reason: Comment) {
        #expect(SHA256.digest(of: message.utf8).hex == expected, reason)
    }

    @Test func sha256OfAMillionLettersInPieces() {
        var hash = SHA256()
        for _ in 0..<1000 { hash.update([UInt8](repeating: 0x61, count: 1000)) }
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(hash.finish().hex == expected, "FIPS 180 example")
        #expect(hash.finish().hex == expected, "asking does not change the hash")
    }

    @Test func bytesThatDoNotLieInOnePiece() {
        #expect(SHA1.digest(of: "cba".utf8.reversed()) == SHA1.digest(of: "abc".utf8), "a view without storage is copied")
        #expect(SHA256.digest(of: "cba".utf8.reversed()) == SHA256.digest(of: "abc".utf8))
    }

    @Test func digestGivesRawBytes() {
        #expect(SHA1.digest(of: "abc".utf8).bytes.prefix(3) == [0xA9, 0x99, 0x3E])
        #expect(SHA256.digest(of: []).bytes.count == 32)
        #expect(Digest(bytes: [0, 0x0F, 0xF0]).hex == "000ff0", "leading zeros stay")
    }

    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", "RFC 4231, case 1"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "RFC 4231, case 2: a key shorter than the hash"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", "RFC 4231, case 6: a key longer than a block"
            ),
            (
                [], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
                "neither key nor message (Python's hmac)"
            ),
        ] as [([UInt8], String, String, Comment)])
    func hmac(key: [UInt8], message: String, expected: String, reason: Comment) {
        #expect(HMACSHA256.digest(of: message.utf8, key: key).hex == expected, reason)
    }
}
