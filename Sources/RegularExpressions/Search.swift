internal import CPCRE2

extension RegularExpression {
    /// Whether the pattern matches somewhere in the text.
    public func isMatch(_ text: String) throws(RegularExpressionError) -> Bool {
        try search(text) { (search) throws(RegularExpressionError) in try search.next() != nil }
    }

    /// Whether the pattern matches somewhere in UTF-8 bytes.
    public func isMatch(_ bytes: UnsafeBufferPointer<UInt8>) throws(RegularExpressionError) -> Bool {
        try firstMatch(in: bytes) != nil
    }

    /// The first match in the text.
    public func firstMatch(in text: String) throws(RegularExpressionError) -> Match? {
        try search(text) { (search) throws(RegularExpressionError) in try search.next() }.map {
            Match(captures: $0, subject: text)
        }
    }

    /// The first match in UTF-8 bytes.
    public func firstMatch(in bytes: UnsafeBufferPointer<UInt8>) throws(RegularExpressionError) -> Captures? {
        var search = try Search(self, bytes, isChecked: false)
        return try search.next()
    }

    /// The match that takes up the whole text, if there is one.
    public func wholeMatch(of text: String) throws(RegularExpressionError) -> Match? {
        let options = PCRE2_ANCHORED | PCRE2_ENDANCHORED
        return try search(text) { (search) throws(RegularExpressionError) in try search.match(options) }
            .map { Match(captures: $0, subject: text) }
    }

    /// The match that takes up all of some UTF-8 bytes, if there is one.
    public func wholeMatch(of bytes: UnsafeBufferPointer<UInt8>) throws(RegularExpressionError) -> Captures? {
        var search = try Search(self, bytes, isChecked: false)
        return try search.match(PCRE2_ANCHORED | PCRE2_ENDANCHORED)
    }

    /// All matches in the text that do not overlap, from its start to its end. An empty match directly after another counts.
    public func matches(in text: String) throws(RegularExpressionError) -> [Match] {
        try search(text) { (search) throws(RegularExpressionError) in try search.all() }.map {
            Match(captures: $0, subject: text)
        }
    }

    /// All matches in UTF-8 bytes that do not overlap.
    public func matches(in bytes: UnsafeBufferPointer<UInt8>) throws(RegularExpressionError) -> [Captures] {
        var search = try Search(self, bytes, isChecked: false)
        return try search.all()
    }

    private func search<T>(
        _ text: String, _ body: (inout Search) throws(RegularExpressionError) -> T
    ) throws(RegularExpressionError) -> T {
        var text = text
        // `withUTF8` does not carry typed errors.
        let result = text.withUTF8 { bytes -> Result<T, RegularExpressionError> in
            Result { () throws(RegularExpressionError) in
                var search = try Search(self, bytes, isChecked: true)
                return try body(&search)
            }
        }
        return try result.get()
    }
}

/// One run of an expression over one text.
private struct Search: ~Copyable {
    private let expression: RegularExpression
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Whether the bytes are known to be UTF-8.
    private var isChecked: Bool
    private let data: OpaquePointer
    private var start = 0
    private var isAfterEmptyMatch = false

    init(_ expression: RegularExpression, _ bytes: UnsafeBufferPointer<UInt8>, isChecked: Bool) throws(RegularExpressionError) {
        guard let data = pcre2_match_data_create_from_pattern_8(expression.code, nil) else {
            throw RegularExpressionError(code: .failed, message: "no memory for a search", offset: nil)
        }
        self.expression = expression
        self.bytes = bytes
        self.isChecked = isChecked
        self.data = data
    }

    deinit {
        pcre2_match_data_free_8(data)
    }

    mutating func all() throws(RegularExpressionError) -> [Captures] {
        var result: [Captures] = []
        while let captures = try next() { result.append(captures) }
        return result
    }

    /// The next match; after an empty one, one at the same place that is not empty, or else one further on.
    mutating func next() throws(RegularExpressionError) -> Captures? {
        guard start <= bytes.count else { return nil }
        var found = try match(isAfterEmptyMatch ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0)
        if found == nil, isAfterEmptyMatch {
            advance()
            if start <= bytes.count { found = try match(0) }
        }
        start = found?.range.upperBound ?? bytes.count + 1
        isAfterEmptyMatch = found?.range.isEmpty ?? false
        return found
    }

    /// Moves on by one character.
    private mutating func advance() {
        start += 1
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    }

    mutating func match(_ options: UInt32) throws(RegularExpressionError) -> Captures? {
        let options = isChecked ? options | PCRE2_NO_UTF_CHECK : options
        let status = RegularExpression.withBase(bytes) {
            pcre2_match_8(expression.code, $0, bytes.count, start, options, data, expression.context)
        }
        guard status != PCRE2_ERROR_NOMATCH else {
            isChecked = true
            return nil
        }
        guard status > 0 else {
            let isNotUTF8 = (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(status)
            throw expression.error(status, offset: isNotUTF8 ? pcre2_get_startchar_8(data) : nil)
        }
        isChecked = true
        guard let places = pcre2_get_ovector_pointer_8(data) else { return nil }
        let ranges = (0...expression.groupCount).map { group -> Range<Int>? in
            guard group < status, places[2 * group] != unset else { return nil }
            let (start, end) = (places[2 * group], places[2 * group + 1])
            return min(start, end)..<max(start, end)
        }
        return Captures(ranges: ranges, names: expression.groupNames)
    }
}

/// `PCRE2_UNSET`, the largest size that there is, which Swift imports as a signed number.
private let unset = -1

extension RegularExpression {
    /// The error for a status of `pcre2_match` or `pcre2_substitute`.
    func error(_ status: Int32, offset: Int?) -> RegularExpressionError {
        switch status {
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_NOMEMORY:
            RegularExpressionError(
                code: .limitExceeded,
                message:
                    "the regular expression '\(pattern)' takes too long on this text; write it with fewer nested repetitions",
                offset: nil)
        case PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1:
            RegularExpressionError(
                code: .notUTF8, message: "the text is not UTF-8 at byte \(offset ?? 0): \(Self.words(status))", offset: offset)
        default:
            RegularExpressionError(
                code: .failed, message: "the regular expression '\(pattern)' failed: \(Self.words(status))", offset: nil)
        }
    }
}
