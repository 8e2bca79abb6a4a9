#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// File name patterns that the shell left to us: `*`, `?`, `[…]`, `{a,b}`, and `**` for any number of folders.
enum Glob {
    /// It has a character that a pattern needs.
    static func isPattern(_ word: String) -> Bool { word.contains { "*?[{".contains($0) } }

    /// The paths that match, sorted bytewise; empty if none does.
    static func paths(_ pattern: String) -> [String] {
        if let range = deepPart(pattern) {
            let folders: [String] = range.lowerBound == pattern.startIndex ? ["."] : plain(String(pattern[..<range.lowerBound]))
            let rest = String(pattern[range.upperBound...])
            let found: [String] = folders.flatMap { folder in
                below(folder == "." ? "" : folder + "/").flatMap { plain($0 + rest) }
            }
            return Set(found).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        return plain(pattern)
    }

    /// The place of the first `/**/`, or `**/` at the start.
    private static func deepPart(_ pattern: String) -> Range<String.Index>? {
        if pattern.hasPrefix("**/") { return pattern.startIndex..<pattern.index(pattern.startIndex, offsetBy: 3) }
        var index: String.Index = pattern.startIndex
        while index < pattern.endIndex {
            if pattern[index...].hasPrefix("/**/") { return index..<pattern.index(index, offsetBy: 4) }
            index = pattern.index(after: index)
        }
        return nil
    }

    /// The folder and all folders in it, each with the slash at its end.
    private static func below(_ folder: String) -> [String] {
        [folder] + plain(folder + "*/").flatMap { below($0) }
    }

    private static func plain(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, GLOB_BRACE, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
        var found: [String] = []
        for index in 0..<Int(result.gl_pathc) {
            if let path = paths[index] { found.append(String(cString: path)) }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
