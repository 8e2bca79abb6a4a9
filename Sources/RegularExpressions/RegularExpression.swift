internal import CPCRE2

/// A compiled regular expression (PCRE2's syntax, which contains XPath's and FHIRPath's but for character class subtraction).
///
/// Compiled once, it may be used from any number of threads. Text is Unicode; `\d`, `\w` and `\s` are ASCII; `$` stands for the very
/// end of the text. A search that would run away ends with an error, `limitExceeded`.
///
///     let level = try RegularExpression("(?<region>[CTLS])(?<number>[0-9]+)")
///     for match in try level.matches(in: "C4 - T1") { print(match["region"]!, match["number"]!) }
public final class RegularExpression: Sendable {
    /// How a pattern is understood.
    public struct Options: OptionSet, Sendable {
        /// The options as bits.
        public let rawValue: Int
        /// Takes the options as bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Letters match in upper and lower case (XPath flag `i`).
        public static let caseInsensitive = Options(rawValue: 1)
        /// A dot matches line breaks too (XPath flag `s`), as FHIRPath's `matches` wants it.
        public static let dotMatchesNewline = Options(rawValue: 2)
        /// `^` and `$` match at each line (XPath flag `m`).
        public static let anchorsMatchLines = Options(rawValue: 4)
        /// Spaces in the pattern, and what follows a `#`, count for nothing (XPath flag `x`).
        public static let extended = Options(rawValue: 8)
    }

    /// How much work one search may be.
    public struct Limits: Sendable {
        /// Steps of backtracking from one starting point.
        public var steps: Int
        /// Nested points to which the search may return.
        public var depth: Int
        /// Kibibytes of memory.
        public var kibibytes: Int

        /// Takes the limits; with the defaults a runaway search ends within about a second.
        public init(steps: Int = 5_000_000, depth: Int = 1_000_000, kibibytes: Int = 128 * 1024) {
            self.steps = steps
            self.depth = depth
            self.kibibytes = kibibytes
        }
    }

    /// The pattern as it was given.
    public let pattern: String
    /// How many groups the pattern captures, without the whole match.
    public let groupCount: Int
    /// The groups of each name; more than one only with `(?J)`.
    let groupNames: [String: [Int]]
    // Neither is changed after they were made, and PCRE2 lets any number of threads read them (pcre2api, "Multithreading").
    nonisolated(unsafe) let code: OpaquePointer
    nonisolated(unsafe) let context: OpaquePointer

    /// Compiles a pattern.
    ///
    /// - Throws: `badPattern`, with the place.
    public init(
        _ pattern: String, options: Options = [], limits: Limits = Limits()
    ) throws(RegularExpressionError) {
        self.pattern = pattern
        code = try Self.compile(pattern, options)
        groupCount = Int(Self.number(code, PCRE2_INFO_CAPTURECOUNT))
        groupNames = Self.groupNames(code)
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_code_free_8(code)
            throw RegularExpressionError(code: .failed, message: "no memory for a regular expression", offset: nil)
        }
        self.context = context
        pcre2_set_match_limit_8(context, UInt32(clamping: limits.steps))
        pcre2_set_depth_limit_8(context, UInt32(clamping: limits.depth))
        pcre2_set_heap_limit_8(context, UInt32(clamping: limits.kibibytes))
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
    }

    /// The names of all groups that have one, sorted.
    public var names: [String] { groupNames.keys.sorted() }

    // MARK: Compiling

    private static func compile(_ pattern: String, _ options: Options) throws(RegularExpressionError) -> OpaquePointer {
        // A library may be built with other line breaks in mind; ours are always LF.
        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        if let context { pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF)) }
        var status: Int32 = 0
        var offset = 0
        var pattern = pattern
        let code = pattern.withUTF8 { bytes in
            withBase(bytes) { pcre2_compile_8($0, bytes.count, bits(options), &status, &offset, context) }
        }
        guard let code else {
            let before = String(decoding: pattern.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count
            throw RegularExpressionError(
                code: .badPattern,
                message: "the regular expression '\(pattern)' is wrong at character \(before + 1): \(words(status))",
                offset: offset)
        }
        return code
    }

    private static func bits(_ options: Options) -> UInt32 {
        var bits = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY
        if options.contains(.caseInsensitive) { bits |= PCRE2_CASELESS }
        if options.contains(.dotMatchesNewline) { bits |= PCRE2_DOTALL }
        if options.contains(.anchorsMatchLines) { bits |= PCRE2_MULTILINE }
        if options.contains(.extended) { bits |= PCRE2_EXTENDED }
        return bits
    }

    private static func number(_ code: OpaquePointer, _ what: Int32) -> UInt32 {
        var value: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(what), &value)
        return value
    }

    /// PCRE2's table has a row a name: the group in two bytes, then the name and a zero, filled up to the length of the longest.
    private static func groupNames(_ code: OpaquePointer) -> [String: [Int]] {
        let size = Int(number(code, PCRE2_INFO_NAMEENTRYSIZE))
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [:] }
        var names: [String: [Int]] = [:]
        for row in 0..<Int(number(code, PCRE2_INFO_NAMECOUNT)) {
            let start = table + row * size
            names[String(cString: start + 2), default: []].append(Int(start[0]) << 8 | Int(start[1]))
        }
        return names
    }

    /// PCRE2's words for one of its error numbers.
    static func words(_ status: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
        return String(decoding: buffer.prefix(Int(max(length, 0))), as: UTF8.self)
    }

    /// An empty buffer may have no address, which older releases of PCRE2 refuse.
    static func withBase<T>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> T) -> T {
        if let base = bytes.baseAddress { return body(base) }
        var nothing: UInt8 = 0
        return body(&nothing)
    }
}
