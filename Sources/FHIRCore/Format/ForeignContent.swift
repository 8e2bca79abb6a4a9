/// Content that is neither JSON nor XML, told by its first bytes: what it is as far as that is known, and what to do.
enum ForeignContent {
    /// First bytes of files that are taken for resources by mistake.
    private static let signatures: [(bytes: [UInt8], message: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or Office document; unpack it first"),
        ([0x42, 0x5A, 0x68], "packed with bzip2; unpack it first (only gzip is unpacked here)"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "packed with xz; unpack it first (only gzip is unpacked here)"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd; unpack it first (only gzip is unpacked here)"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]

    /// Why the bytes can be neither; nil if they may be JSON or XML, or are empty, which the readers tell.
    static func fault(_ bytes: UnsafeRawBufferPointer) -> ReadError? {
        let mark: Int = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let place = bytes[mark...].firstIndex(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
            return nil
        }
        let first: UInt8 = bytes[place]
        let isWideText: Bool = first == 0 || first >= 0xFE || (place + 1 < bytes.count && bytes[place + 1] == 0)
        if isWideText {
            // XML may be UTF-16 or UTF-32.
            return bytes[place...].first { $0 != 0 && $0 < 0xFE } == 0x7B
                ? fault("JSON, but not in UTF-8, as JSON always is; save it as UTF-8") : nil
        }
        if mayBegin(first) { return nil }
        for signature in signatures where bytes.starts(with: signature.bytes) {
            return fault("neither JSON nor XML: " + signature.message)
        }
        if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) {
            return fault("neither JSON nor XML: a tar archive; unpack it first, or give a FHIR package to --package")
        }
        let shown = String(decoding: bytes[place...].prefix(24), as: UTF8.self).prefix { !$0.isNewline }
        return fault("neither JSON nor XML: it begins with \"\(shown)\"")
    }

    /// XML, or a JSON value: what is wrong further on is for the readers.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "/"),
            0x30...0x39:
            true
        default: false
        }
    }

    private static func fault(_ message: String) -> ReadError {
        ReadError(.syntax, message, position: SourcePosition(line: 1, column: 1, offset: 0))
    }
}
