/// Makes ustar archives byte by byte, the impossible ones too.
struct TarBuilder {
    var bytes: [UInt8] = []

    /// Adds an entry: its 512-byte head, and its contents padded to blocks.
    ///
    /// - Parameter promised: the size in the head, where it is to differ from the truth.
    mutating func add(_ path: [UInt8], _ contents: [UInt8] = [], type: Character = "0", promised: Int? = nil) {
        var head = [UInt8](repeating: 0, count: 512)
        func put(_ field: some Sequence<UInt8>, at place: Int) {
            for (offset, byte) in field.enumerated() { head[place + offset] = byte }
        }
        func octal(_ number: Int, width: Int) -> [UInt8] {
            let digits = String(number, radix: 8)
            return Array((String(repeating: "0", count: width - digits.count) + digits).utf8)
        }
        put(path, at: 0)
        put("0000644".utf8, at: 100)
        put("0000000".utf8, at: 108)
        put("0000000".utf8, at: 116)
        put(octal(promised ?? contents.count, width: 11), at: 124)
        put("00000000000".utf8, at: 136)
        put("        ".utf8, at: 148)
        put(type.utf8, at: 156)
        put("ustar\u{0}00".utf8, at: 257)
        if type == "1" || type == "2" { put("target".utf8, at: 157) }
        put(octal(head.reduce(0) { $0 + Int($1) }, width: 6) + [0, 0x20], at: 148)
        bytes += head + contents + [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
    }

    mutating func add(_ path: String, _ contents: String = "", type: Character = "0") {
        add(Array(path.utf8), Array(contents.utf8), type: type)
    }

    /// The archive with its two closing blocks.
    var ended: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
