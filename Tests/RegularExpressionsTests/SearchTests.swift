import RegularExpressions
import Testing

struct SearchTests {
    @Test(
        arguments: [
            ("b", "abc", true, "somewhere"), ("^b", "abc", false, "not at the start"), ("^$", "", true, "empty"),
            ("", "x", true, "empty pattern"),
            ("^a$", "a\n", false, "$ is the very end"), ("Σ", "aΣb", true, "beyond ASCII"),
            ("^.$", "😀", true, "a dot is a code point"),
            ("\\d", "٣", false, "digits are ASCII"), ("a.b", "a\nb", false, "a dot is no line break"),
            ("A", "a", false, "case counts"),
            ("^b", "a\nb", false, "lines do not count"), ("^[A-Za-z0-9\\-\\.]{1,64}$", "f-1.x", true, "FHIR's id"),
        ] as [(String, String, Bool, Comment)])
    func matches(pattern: String, text: String, expected: Bool, reason: Comment) throws {
        let expression = try RegularExpression(pattern)
        #expect(try expression.isMatch(text) == expected, reason)
        let inBytes = try Array(text.utf8).withUnsafeBufferPointer { try expression.isMatch($0) }
        #expect(inBytes == expected, reason)
    }

    @Test(
        arguments: [
            ("a.b", .dotMatchesNewline, "a\nb", "the dot"), ("ÄB", .caseInsensitive, "äb", "letters beyond ASCII too"),
            ("^b$", .anchorsMatchLines, "a\nb\nc", "the anchors"), ("a b # c", .extended, "ab", "spaces and comments"),
            ("A.B", [.caseInsensitive, .dotMatchesNewline], "a\nb", "two together"),
        ] as [(String, RegularExpression.Options, String, Comment)])
    func options(pattern: String, options: RegularExpression.Options, text: String, reason: Comment) throws {
        #expect(try RegularExpression(pattern, options: options).isMatch(text), reason)
        #expect(try !RegularExpression(pattern).isMatch(text), "without the option it does not match")
    }

    @Test func groupsByNumberAndName() throws {
        let expression = try RegularExpression("(?<region>[CTLS])(?<number>\\d+)(?:-(?<to>\\d+))?(x)?")
        #expect(expression.groupCount == 4)
        #expect(expression.names == ["number", "region", "to"])
        let match = try #require(try expression.firstMatch(in: "Höhe C4-6, T1"))
        #expect(match.text == "C4-6")
        #expect(match["region"] == "C" && match["number"] == "4" && match["to"] == "6")
        #expect(match[0] == "C4-6" && match[1] == "C" && match[3] == "6")
        #expect(match[4] == nil, "a group that took no part")
        #expect(match[5] == nil && match["other"] == nil && match[-1] == nil, "no such group")
        #expect(match.captures.range == 6..<10, "in bytes of UTF-8")
        #expect(match.captures.range(of: "to") == 9..<10)
        #expect(try expression.firstMatch(in: "none") == nil)
    }

    @Test func oneNameForSeveralGroups() throws {
        let expression = try RegularExpression("(?J)(?:a(?<n>\\d)|b(?<n>\\d))")
        #expect(try expression.firstMatch(in: "b7")?["n"] == "7")
    }

    @Test(
        arguments: [
            ("\\d+", "C4-C12 7", ["4", "12", "7"], "three"),
            ("a*", "baac", ["", "aa", "", ""], "empty ones between and at the end"),
            ("", "äb", ["", "", ""], "one at each character, none within"),
            ("(?=b)|ab", "ab", ["ab"], "the first alternative at each place"),
            ("x", "", [], "none"), ("|a", "a", ["", "a", ""], "empty first, then the letter at the same place"),
            ("\\b", "a b", ["", "", "", ""], "at the ends of words"), ("^", "aa", [""], "only once"),
            ("$", "a\n", [""], "only at the end"),
        ] as [(String, String, [String], Comment)])
    func allMatches(pattern: String, text: String, expected: [String], reason: Comment) throws {
        let expression = try RegularExpression(pattern)
        #expect(try expression.matches(in: text).map { String($0.text) } == expected, reason)
        let inBytes = try Array(text.utf8).withUnsafeBufferPointer { try expression.matches(in: $0).count }
        #expect(inBytes == expected.count, reason)
    }

    @Test func manyMatchesTakeTimeInLineWithTheText() throws {
        let text = String(repeating: "ab ", count: 100_000)
        #expect(try RegularExpression("a(b)").matches(in: text).count == 100_000)
        let count = try Array(text.utf8).withUnsafeBufferPointer { try RegularExpression("a(b)").matches(in: $0).count }
        #expect(count == 100_000, "bytes are checked once, not at each match")
    }

    @Test(
        arguments: [
            ("a|ab", "ab", true, "another alternative is tried when the first does not reach the end"),
            ("a", "ab", false, "not all of it"),
            ("b", "ab", false, "not from the start"), ("", "", true, "nothing"),
            ("a", "a\n", false, "the line break is too much"),
        ] as [(String, String, Bool, Comment)])
    func wholeMatches(pattern: String, text: String, expected: Bool, reason: Comment) throws {
        let expression = try RegularExpression(pattern)
        #expect(try (expression.wholeMatch(of: text) != nil) == expected, reason)
        let inBytes = try Array(text.utf8).withUnsafeBufferPointer { try expression.wholeMatch(of: $0) != nil }
        #expect(inBytes == expected, reason)
    }

    @Test func bytesThatAreNotUTF8() throws {
        let bytes: [UInt8] = [0x61, 0xC3, 0x28]
        let error = #expect(throws: RegularExpressionError.self) {
            try bytes.withUnsafeBufferPointer { try RegularExpression("a").isMatch($0) }
        }
        #expect(error?.code == .notUTF8)
        #expect(error?.offset == 1)
    }

    @Test func anEmptyBufferWithoutAnAddress() throws {
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        #expect(try RegularExpression("^$").isMatch(nothing))
    }

    @Test func usableFromManyThreads() async throws {
        let expression = try RegularExpression("(?<digits>\\d+)")
        let found = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<200 { group.addTask { try expression.firstMatch(in: "n\(number)")?["digits"].map(String.init) } }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(found == Set((0..<200).map { "\($0)" }))
    }
}
