import RegularExpressions
import Testing

struct PatternTests {
    @Test(
        arguments: [
            ("a(b", 3, "a group stays open"), ("a)", 1, "a group was never opened"), ("[a", 2, "a class stays open"),
            ("*a", 0, "nothing to repeat"),
            ("ä(", 3, "the offset counts bytes"), ("a{2,1}", 5, "numbers out of order"),
            ("(?<1a>x)", 3, "a name that begins with a digit"),
            ("\\C", 2, "half characters are not to be had"), ("(?<a>x)(?<a>y)", 12, "a name twice"),
        ] as [(String, Int, Comment)])
    func badPatterns(pattern: String, offset: Int, reason: Comment) {
        let error = #expect(throws: RegularExpressionError.self, reason) { try RegularExpression(pattern) }
        #expect(error?.code == .badPattern, reason)
        #expect(error?.offset == offset, "\(reason): \(String(describing: error))")
        #expect(error?.message.contains(pattern) == true)
    }

    @Test func aPatternTooLargeIsRefused() {
        #expect(throws: RegularExpressionError.self) { try RegularExpression("((((a{1,999}){1,999}){1,999}){1,999})") }
        #expect(throws: RegularExpressionError.self) { try RegularExpression(String(repeating: "(", count: 10_000)) }
    }

    @Test(
        arguments: [
            ("(a+)+$", String(repeating: "a", count: 5000) + "b"), ("(a|a)*$", String(repeating: "a", count: 5000) + "b"),
            ("^(([a-z])+.)+[A-Z]([a-z])+$", String(repeating: "a", count: 5000)),
            ("(.*a){25}", String(repeating: "a", count: 200) + "\n"),
        ])
    func runawaySearchesEnd(pattern: String, text: String) throws {
        let expression = try RegularExpression(pattern)
        let clock = ContinuousClock()
        var error: RegularExpressionError?
        let time = clock.measure {
            error = #expect(throws: RegularExpressionError.self) {
                // A pattern that may match is asked for an end that it cannot reach.
                _ = try expression.wholeMatch(of: text) ?? expression.firstMatch(in: text + "!")
            }
        }
        #expect(error?.code == .limitExceeded)
        #expect(
            time < .seconds(20),
            "under a second in a release build on a quiet machine; here there may be sanitizers and neighbours")
    }

    @Test func longTextsThatMatchStayWithinTheLimits() throws {
        let base64 = String(repeating: "abcd", count: 50_000)
        #expect(try RegularExpression("^(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+$").isMatch(base64), "FHIR R4's base64Binary on 200 kB")
        #expect(
            try RegularExpression("^[ \\r\\n\\t\\S]+$").isMatch(String(repeating: "x y\n", count: 250_000)),
            "FHIR R4's string on 1 MB")
    }

    @Test func limitsAreTheCallers() throws {
        let text = String(repeating: "ab", count: 1000)
        #expect(try RegularExpression("^(a|b)*$").isMatch(text))
        for limits in [RegularExpression.Limits(steps: 100), .init(depth: 100), .init(kibibytes: 10)] {
            #expect(throws: RegularExpressionError.self) { try RegularExpression("^(a|b)*$", limits: limits).isMatch(text) }
        }
    }
}
