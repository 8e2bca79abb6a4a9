import Hashing
import Testing

struct UUID16Tests {
    @Test(
        arguments: [
            (UUID16.dns, "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2", "RFC 9562, appendix A.4"),
            (.dns, "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d", "example of Python's documentation"),
            (.url, "", "1b4db7eb-4057-5ddf-91e0-36dec72071f5", "an empty name (Python's uuid5)"),
            (.oid, "2.16.840", "7847bf61-c113-5593-8235-6e0e11b54456", "Python's uuid5"),
            (.x500, "CN=Müller", "4453c33d-b9c4-5673-8370-14cd70e721ff", "the name counts as UTF-8 (Python's uuid5)"),
        ] as [(UUID16, String, String, Comment)])
    func version5(namespace: UUID16, name: String, expected: String, reason: Comment) {
        #expect(uuid5(namespace: namespace, name: name) == expected, reason)
    }

    @Test func aUUIDIsANamespaceInTurn() {
        let clinic = UUID16(namespace: .url, name: "https://clinic.example")
        #expect(uuid5(namespace: clinic, name: "1") != uuid5(namespace: clinic, name: "2"))
        #expect(UUID16(clinic.description) == clinic)
    }

    @Test func readsTheCanonicalForm() throws {
        let text = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
        #expect(UUID16(text) == .dns)
        #expect(UUID16(text.uppercased()) == .dns, "RFC 9562: input in either case")
        #expect(try #require(UUID16(text)).description == text)
        #expect(UUID16.dns.bytes.prefix(4) == [0x6B, 0xA7, 0xB8, 0x10])
    }

    @Test(
        arguments: [
            ("", "nothing"),
            ("6ba7b810-9dad-11d1-80b4-00c04fd430c", "a digit short"),
            ("6ba7b810-9dad-11d1-80b4-00c04fd430c80", "a digit over"),
            ("6ba7b8109dad11d180b400c04fd430c8", "no hyphens"),
            ("6ba7b810-9dad-11d1-80b4-00c04fd430g8", "g is no digit"),
            ("6ba7b81-09dad-11d1-80b4-00c04fd430c8", "a hyphen out of place"),
            ("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "a URN is the caller's matter"),
        ] as [(String, Comment)])
    func refuses(text: String, reason: Comment) {
        #expect(UUID16(text) == nil, reason)
    }
}
