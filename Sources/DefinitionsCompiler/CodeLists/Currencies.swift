import FHIRCore

/// Compiles the currencies of Debian's `iso-codes` (`iso_4217.json`) into the list `currencies`: lines `code SP name LF`, sorted bytewise.
///
/// - Throws: `DefinitionsError` where the file is no such list.
func compileCurrencies(iso4217JSON: [UInt8]) throws(DefinitionsError) -> [UInt8] {
    let file: String = "iso_4217.json"
    let document: JSONValue
    do throws(ReadError) {
        document = try JSONValue.read(iso4217JSON)
    } catch {
        throw DefinitionsError(file, "\(error)")
    }
    var lines: Set<String> = []
    for (index, entry) in (document["4217"]?.array ?? []).enumerated() {
        guard let code: String = entry["alpha_3"]?.string, let name: String = entry["name"]?.string, code.utf8.count == 3 else {
            throw DefinitionsError(file, at: "4217[\(index)]", "has no alpha_3 of three letters and name")
        }
        lines.insert("\(code) \(name)")
    }
    if lines.isEmpty { throw DefinitionsError(file, at: "4217", "holds no currency") }
    return CodeList.bytes(lines)
}

/// A list of lines as a file.
enum CodeList {
    /// Sorted by their bytes, each ended by a line feed.
    static func bytes(_ lines: Set<String>) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { bytes += "\(line)\n".utf8 }
        return bytes
    }
}
