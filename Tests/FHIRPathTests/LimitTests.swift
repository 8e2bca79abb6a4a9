import FHIRCore
import Testing

@testable import FHIRPath

struct LimitTests {
    @Test(
        "what would run away ends with an error",
        arguments: [
            String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
            String(repeating: "-", count: 10_000) + "1",
            "a" + String(repeating: ".a", count: 10_000),
            "1" + String(repeating: " or 1", count: 10_000),
            "iif(" + String(repeating: "iif(true,", count: 10_000),
        ])
    func depth(_ expression: String) { #expect(throws: FHIRPathError.self) { try FHIRPath(expression) } }

    @Test("an expression as deep as is allowed compiles and runs")
    func allowedDepth() throws {
        let deep: String = "1" + String(repeating: " + 1", count: 240)
        #expect(texts(deep) == ["241"])
    }

    @Test("a regular expression that backtracks without end", .timeLimit(.minutes(1)))
    func regularExpression() {
        let text: String = String(repeating: "a", count: 30_000) + "!"
        #expect(texts("'\(text)'.matches('(a+)+$')") == ["error: limit"])
        #expect(texts("'\(text)'.replaceMatches('(a|aa)+$', 'x')") == ["error: limit"])
    }

    @Test("repeat that always finds something new", .timeLimit(.minutes(1)))
    func endlessRepeat() {
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 100_000
        #expect(texts("1.repeat($this + 1)", in: environment) == ["error: limit"])
    }

    @Test("a collection that doubles", .timeLimit(.minutes(1)))
    func doublingItems() {
        var environment = FHIRPathEnvironment()
        environment.limits.items = 10_000
        let grown: String = "(1 | 2)" + String(repeating: ".select($this | $this * 2 + 1)", count: 30)
        #expect(texts(grown, in: environment) == ["error: limit"])
        #expect(texts("('a' | 'b')" + String(repeating: ".combine('a')", count: 200) + ".count()", in: environment) == ["202"])
    }

    @Test("more steps than are allowed", .timeLimit(.minutes(1)))
    func steps() {
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 5000
        let numbers: String = "(0|1|2|3|4|5|6|7|8|9)"
        #expect(texts("\(numbers).select(\(numbers).select($this * 2)).count()", in: environment) == ["100"])
        let nested: String = "\(numbers).all(\(numbers).all(\(numbers).all(\(numbers).all($this >= 0))))"
        #expect(texts(nested, in: environment) == ["error: limit"])
    }

    @Test("a string that doubles", .timeLimit(.minutes(1)))
    func doubling() {
        let expression: String = "'ab'" + String(repeating: ".replace('', 'abcdefgh')", count: 40)
        #expect(texts(expression) == ["error: limit"])
    }

    @Test("long strings cost their length", .timeLimit(.minutes(1)))
    func longStrings() {
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 1_000_000
        let grown: String = "'ab'" + String(repeating: ".replace('', 'abcdefgh')", count: 6)
        #expect(texts("(1|2|3|4|5).select(\(grown).upper().lower() = 'x')", in: environment) == ["error: limit"])
    }

    @Test("time grows in line with a bundle's entries", .timeLimit(.minutes(1)))
    func linear() throws {
        // bdl-3 asks for the bundle's type at every entry.
        let entries: String = Array(repeating: #"{"resource": {"resourceType": "Basic"}}"#, count: 20_000).joined(separator: ",")
        let bundle: Element = try resource(#"{"resourceType": "Bundle", "type": "batch", "entry": [\#(entries)]}"#)
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 500_000
        #expect(texts("entry.all(request.exists() = (%resource.type = 'history'))", on: bundle, in: environment) == ["true"])
    }

    @Test("a number with too many digits, a power beyond all range")
    func numbers() {
        #expect(texts("1" + String(repeating: "0", count: 50)) == ["error: syntax"])
        #expect(texts("10.power(4000)") == [])
        #expect(texts("10.5.power(1000000000)") == [])
        #expect(texts("@9999-12-31 + 1 day") == [])
        #expect(texts("@2000-01-01 + 99999999999999999999 days") == [])
    }
}
