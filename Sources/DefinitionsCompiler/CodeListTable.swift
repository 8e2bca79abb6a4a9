import Hashing

/// A compiled code list, and what it was made from.
struct CodeListTable {
    var bytes: [UInt8]
    var input: Inputs.Line

    /// The lists that the command line gives inputs for, in a fixed order.
    static func all(_ arguments: Arguments) throws(DefinitionsError) -> [CodeListTable] {
        var tables: [CodeListTable] = []
        if let path: String = arguments["ucum"] { tables.append(try ucum(try Files.bytes(of: path))) }
        if let path: String = arguments["languages"] { tables.append(try languages(try Files.bytes(of: path))) }
        if let path: String = arguments["currencies"] {
            tables.append(try currencies(try Files.bytes(of: path), version: arguments["currencies-version"] ?? "unknown"))
        }
        return tables
    }

    static func ucum(_ essence: [UInt8]) throws(DefinitionsError) -> CodeListTable {
        CodeListTable(
            try compileUCUM(essence: essence), "ucum.definitions", "ucum-essence", try ucumVersion(essence: essence), essence)
    }

    static func languages(_ registry: [UInt8]) throws(DefinitionsError) -> CodeListTable {
        // The file's first record is its date alone, which is its version.
        let firstLine: ArraySlice<UInt8> = registry.prefix { $0 != UInt8(ascii: "\n") }
        let date: Substring? = String(decoding: firstLine, as: UTF8.self).split(whereSeparator: \.isWhitespace).last
        return CodeListTable(
            try compileLanguages(registry: registry), "languages", "language-subtag-registry", String(date ?? "unknown"),
            registry)
    }

    /// The file has no version of its own: it is that of Debian's package `iso-codes`.
    static func currencies(_ json: [UInt8], version: String) throws(DefinitionsError) -> CodeListTable {
        CodeListTable(try compileCurrencies(iso4217JSON: json), "currencies", "iso-codes/iso_4217.json", version, json)
    }

    private init(_ bytes: [UInt8], _ table: String, _ name: String, _ version: String, _ source: [UInt8]) {
        self.bytes = bytes
        input = Inputs.Line(table: table, name: name, version: version, sha256: SHA256.digest(of: source).hex)
    }
}
