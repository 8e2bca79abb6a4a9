import CDefinitions
import FHIRCore

/// Reads one language tag, subtag by subtag (RFC 5646, section 2.1):
///
///     langtag    = language ["-" script] ["-" region] *("-" variant) *("-" extension) ["-" privateuse]
///     language   = 2-3 letters ["-" extlang] | 4-8 letters
///     extlang    = 3 letters *2("-" 3 letters)            only the first is ever registered
///     script     = 4 letters        region = 2 letters | 3 digits
///     variant    = 5-8 letters and digits | a digit and 3 letters and digits
///     extension  = one letter or digit but x, 1*("-" 2-8 letters and digits)
///     privateuse = "x" 1*("-" 1-8 letters and digits)
///
/// or private use alone, or one of the registered ("grandfathered") tags that have no such form.
struct LanguageParser {
    private let tag: UnsafeBufferPointer<UInt8>
    private let registered: Bool
    private let registry: SortedLines = SortedLines(cb_languages())
    private var subtag: Range<Int> = 0..<0
    /// What the registry says to use instead of the first deprecated subtag, or of the whole tag.
    private(set) var replacement: UnsafeBufferPointer<UInt8>?

    init(_ tag: UnsafeBufferPointer<UInt8>, registered: Bool) {
        self.tag = tag
        self.registered = registered
    }

    mutating func parse() -> LanguageFault? {
        if isRegistered("grandfathered ", 0..<tag.count) { return nil }
        do throws(LanguageFault) {
            subtag = try next(from: 0)
            if tag[subtag.lowerBound].folded() == UInt8(ascii: "x"), subtag.count == 1 {
                try privateUse()
                return nil
            }
            try language()
            try script()
            try region()
            try allVariants()
            try extensions()
            return nil
        } catch {
            return error
        }
    }

    private var isAtEnd: Bool { subtag.isEmpty }

    /// The subtag that starts at an offset, empty at the end of the tag.
    private func next(from start: Int) throws(LanguageFault) -> Range<Int> {
        if start > tag.count { return tag.count..<tag.count }
        var end: Int = start
        while end < tag.count, tag[end] != UInt8(ascii: "-") {
            guard tag[end].isLetter || tag[end].isDigit else { throw fault(.characters, around: end) }
            end += 1
        }
        if end == start { throw LanguageFault(problem: .empty, range: start..<end) }
        if end - start > 8 { throw LanguageFault(problem: .length, range: start..<end) }
        return start..<end
    }

    /// The fault at a whole subtag, found in its middle.
    private func fault(_ problem: LanguageFault.Problem, around position: Int) -> LanguageFault {
        var (start, end): (Int, Int) = (position, position)
        while start > 0, tag[start - 1] != UInt8(ascii: "-") { start -= 1 }
        while end < tag.count, tag[end] != UInt8(ascii: "-") { end += 1 }
        return LanguageFault(problem: problem, range: start..<end)
    }

    private func fault(_ problem: LanguageFault.Problem) -> LanguageFault { LanguageFault(problem: problem, range: subtag) }

    private mutating func advance() throws(LanguageFault) { subtag = try next(from: subtag.upperBound + 1) }

    private var isLetters: Bool { tag[subtag].allSatisfy(\.isLetter) }

    private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: tag[range]) }

    private mutating func isRegistered(_ kind: StaticString, _ range: Range<Int>) -> Bool {
        guard let rest: UnsafeBufferPointer<UInt8> = registry.rest(kind: kind, slice(range), foldingCase: true) else {
            return false
        }
        if replacement == nil, let mark: Int = rest.firstIndex(of: UInt8(ascii: ">")) {
            replacement = UnsafeBufferPointer(rebasing: rest[(mark + 1)...])
        }
        return true
    }

    private mutating func require(_ kind: StaticString, _ problem: LanguageFault.Problem) throws(LanguageFault) {
        if registered, !isRegistered(kind, subtag) { throw fault(problem) }
    }

    private mutating func language() throws(LanguageFault) {
        guard subtag.count >= 2, isLetters else { throw fault(.language) }
        let language: Range<Int> = subtag
        try require("language ", .language)
        try advance()
        guard language.count <= 3 else { return }
        var extended: Int = 0
        while subtag.count == 3, isLetters, extended < 3 {
            try require("extlang ", .extlang)
            if registered, !belongs(to: language) || extended > 0 { throw fault(.prefix) }
            extended += 1
            try advance()
        }
    }

    /// Whether the extended language has the primary one as its prefix. The registry's line goes on with `-prefix`.
    private func belongs(to language: Range<Int>) -> Bool {
        guard let rest: UnsafeBufferPointer<UInt8> = registry.rest(kind: "extlang ", slice(subtag), foldingCase: true),
            rest.count > language.count, rest[0] == UInt8(ascii: "-")
        else { return false }
        for index in 0..<language.count where rest[index + 1] != tag[language.lowerBound + index].folded() { return false }
        return rest.count == language.count + 1 || rest[language.count + 1] == UInt8(ascii: " ")
    }

    private mutating func script() throws(LanguageFault) {
        guard subtag.count == 4, isLetters else { return }
        try require("script ", .script)
        try advance()
    }

    private mutating func region() throws(LanguageFault) {
        guard subtag.count == 2 && isLetters || subtag.count == 3 && tag[subtag].allSatisfy(\.isDigit) else { return }
        try require("region ", .region)
        try advance()
    }

    private mutating func allVariants() throws(LanguageFault) {
        let first: Int = subtag.lowerBound
        while subtag.count >= 5 || subtag.count == 4 && tag[subtag.lowerBound].isDigit {
            try require("variant ", .variant)
            if stands(slice(subtag), in: first..<subtag.lowerBound) { throw fault(.twice) }
            try advance()
        }
    }

    /// Whether a variant stands among those before it. Registered variants are few, so this stays short.
    private func stands(_ variant: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Bool {
        var start: Int = range.lowerBound
        while start < range.upperBound {
            var end: Int = start
            while end < range.upperBound, tag[end] != UInt8(ascii: "-") { end += 1 }
            let isSame: Bool = zip(tag[start..<end], variant).allSatisfy { $0.folded() == $1.folded() }
            if isSame, end - start == variant.count { return true }
            start = end + 1
        }
        return false
    }

    private mutating func extensions() throws(LanguageFault) {
        var seen: UInt64 = 0
        while !isAtEnd {
            guard subtag.count == 1 else { throw fault(.order) }
            let singleton: UInt8 = tag[subtag.lowerBound].folded()
            if singleton == UInt8(ascii: "x") { return try privateUse() }
            let number: UInt8 = singleton.isDigit ? singleton - UInt8(ascii: "0") : singleton - UInt8(ascii: "a") + 10
            let bit: UInt64 = 1 << UInt64(number)
            if seen & bit != 0 { throw fault(.twice) }
            seen |= bit
            let extensionSubtag: Range<Int> = subtag
            try advance()
            guard subtag.count >= 2 else { throw LanguageFault(problem: .singleton, range: extensionSubtag) }
            while subtag.count >= 2 { try advance() }
        }
    }

    private mutating func privateUse() throws(LanguageFault) {
        let start: Range<Int> = subtag
        try advance()
        if isAtEnd { throw LanguageFault(problem: .privateUse, range: start) }
        while !isAtEnd { try advance() }
    }
}
