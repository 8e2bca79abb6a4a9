import RegularExpressions
import Testing

struct ReplaceTests {
    @Test(
        arguments: [
            ("b", "abcb", "X", "aXcX", "all of them"), ("x", "abc", "X", "abc", "none"),
            ("", "äb", "-", "-ä-b-", "empty matches"),
            ("(\\d+)-(\\d+)", "C4-6", "$2-$1", "C6-4", "groups by number"),
            ("(?<d>\\d+)", "C4", "<${d}>", "C<4>", "groups by name"),
            ("(\\d)", "C4", "${1}0", "C40", "a digit after a group"), ("\\d", "C4", "[$0]", "C[4]", "the whole match"),
            ("b", "abc", "$$1", "a$1c", "a dollar sign"), ("b", "abc", "\\n", "a\\nc", "a backslash stands for itself"),
            ("(x)|b", "ab", "[$1]", "a[]", "a group that took no part is empty"), ("é", "café", "e", "cafe", "beyond ASCII"),
            (
                "\\b(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{2,4})\\b", "11/30/1972", "${day}-${month}-${year}",
                "30-11-1972",
                "FHIRPath's example for replaceMatches"
            ),
        ] as [(String, String, String, String, Comment)])
    func replaces(pattern: String, text: String, replacement: String, expected: String, reason: Comment) throws {
        #expect(try RegularExpression(pattern).replacingMatches(in: text, with: replacement) == expected, reason)
    }

    @Test func aResultMuchLongerThanTheText() throws {
        let replaced = try RegularExpression("a").replacingMatches(in: String(repeating: "a", count: 1000), with: "0123456789")
        #expect(replaced == String(repeating: "0123456789", count: 1000))
    }

    @Test(
        arguments: [
            ("$2", "a group that is not there"), ("${name}", "a name that is not there"), ("$", "a dollar sign alone"),
            ("${1", "a brace stays open"), ("$-", "a dollar sign before anything else"),
        ] as [(String, Comment)])
    func badReplacements(replacement: String, reason: Comment) throws {
        let expression = try RegularExpression("(a)")
        let error = #expect(throws: RegularExpressionError.self, reason) {
            try expression.replacingMatches(in: "cba", with: replacement)
        }
        #expect(error?.code == .badReplacement, "\(reason): \(String(describing: error))")
        #expect(error?.offset != nil)
    }

    @Test func runawayReplacementsEnd() throws {
        let error = #expect(throws: RegularExpressionError.self) {
            try RegularExpression("(a+)+$").replacingMatches(in: String(repeating: "a", count: 5000) + "b", with: "")
        }
        #expect(error?.code == .limitExceeded)
    }
}
