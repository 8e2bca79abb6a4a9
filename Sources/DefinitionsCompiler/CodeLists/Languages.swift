/// Compiles the IANA language subtag registry (a text file in the record format of RFC 5646, section 3.1.1) into the list `languages`.
///
/// One line a subtag, sorted bytewise, all in lower case, ranges such as `qaa..qtz` written out:
///
///     kind SP subtag [SP "-" prefix] [SP ("!" | ">" preferred)] LF
///
/// `kind` is language, extlang, script, region, variant or grandfathered (whose subtag is a whole tag); `-` gives the
/// prefix of an extended language, `!` a deprecated subtag without a successor, `>` the subtag or tag to use instead. Tags of type
/// "redundant" are made of other subtags and are left out.
///
/// - Throws: `DefinitionsError` with the line of a record that is none.
func compileLanguages(registry: [UInt8]) throws(DefinitionsError) -> [UInt8] {
    var lines: Set<String> = []
    var record: RegistryRecord = RegistryRecord()
    let text: [ArraySlice<UInt8>] = registry.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in text.enumerated() {
        let line: String = String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
        if line == "%%" {
            lines.formUnion(try record.lines())
            record = RegistryRecord()
        } else {
            try record.add(line, number: index + 1)
        }
    }
    lines.formUnion(try record.lines())
    return CodeList.bytes(lines)
}

/// The fields of one record that the list needs.
private struct RegistryRecord {
    private static let kinds: Set<String> = ["language", "extlang", "script", "region", "variant", "grandfathered"]

    private var fields: [String: String] = [:]
    private var number: Int = 0

    mutating func add(_ line: String, number: Int) throws(DefinitionsError) {
        self.number = number
        // A line that starts with a space goes on with the text of the one before; only descriptions and comments are that long.
        if line.isEmpty || line.hasPrefix(" ") { return }
        guard let colon: String.Index = line.firstIndex(of: ":") else {
            throw DefinitionsError("language-subtag-registry", at: "line \(number)", "has no field name")
        }
        let name: String = String(line[..<colon])
        // A variant has many prefixes; the first value of a field is enough for those that have one.
        if fields[name] == nil { fields[name] = String(line[line.index(after: colon)...].drop { $0 == " " }).lowercased() }
    }

    func lines() throws(DefinitionsError) -> [String] {
        guard let kind: String = fields["Type"] else {
            if fields.isEmpty || fields["File-Date"] != nil { return [] }
            throw DefinitionsError("language-subtag-registry", at: "line \(number)", "the record above has no type")
        }
        if kind == "redundant" { return [] }
        guard RegistryRecord.kinds.contains(kind), let subtag: String = fields["Subtag"] ?? fields["Tag"] else {
            throw DefinitionsError(
                "language-subtag-registry", at: "line \(number)", "the record above has no subtag or a new type")
        }
        var rest: String = ""
        if kind == "extlang", let prefix: String = fields["Prefix"] { rest += " -\(prefix)" }
        if fields["Deprecated"] != nil { rest += fields["Preferred-Value"].map { " >\($0)" } ?? " !" }
        return RegistryRecord.range(subtag).map { "\(kind) \($0)\(rest)" }
    }

    /// `qm..qz` written out; a subtag that is no range by itself.
    private static func range(_ subtag: String) -> [String] {
        guard let dots: Range<String.Index> = subtag.firstRange(of: "..") else { return [subtag] }
        let last: [UInt8] = Array(subtag[dots.upperBound...].utf8)
        var current: [UInt8] = Array(subtag[..<dots.lowerBound].utf8)
        var all: [String] = [String(decoding: current, as: UTF8.self)]
        while current != last, all.count < 10_000 {
            var index: Int = current.count - 1
            while index > 0, current[index] == UInt8(ascii: "z") {
                current[index] = UInt8(ascii: "a")
                index -= 1
            }
            current[index] += 1
            all.append(String(decoding: current, as: UTF8.self))
        }
        return all
    }
}
