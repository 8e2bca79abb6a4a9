import FHIRCore
import Testing

@testable import FHIRPath

/// Expressions by chance, always the same: none may end the process.
struct RandomTests {
    /// A generator of its own, so that each run tries the same.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    static let words: [String] =
        FunctionTable.names + Operator.allCases.map(\.rawValue) + [
            "name", "given", "family", "Patient", "value", "is", "as", "$this", "$index", "$total", "%context", "%resource", "%x",
            "(", ")", "(", ")", "[", "]", "{", "}", ".", ".", ".", ",", "-", "+", "'a'", "'(a+)+$'", "''", "'2015'", "'\\u12'",
            "`id`",
            "0", "1", "9223372036854775807", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000001",
            "1.5",
            "@2015", "@2015-02-29", "@9999-12-31", "@2014-01-01T08:05+08:00", "@T10:30", "4 days", "1 'mg'", "1 'Cel'", "1 year",
            "7 'nonsense'", "true", "false", "Quantity", "System.String", "/*", "//", "\"", "@", "#", "é",
        ]

    static func environment() -> FHIRPathEnvironment {
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 20_000
        environment.limits.textBytes = 1 << 16
        environment.limits.regularExpressionSteps = 10_000
        environment.now = "2020-02-29T12:00:00Z"
        return environment
    }

    @Test("words in any order", arguments: [1, 2, 3, 4] as [UInt64])
    func words(_ seed: UInt64) throws {
        var generator = Generator(state: seed)
        let patient: Element = try resource(FunctionTests.patient)
        let environment: FHIRPathEnvironment = RandomTests.environment()
        for _ in 0..<3000 {
            let count: Int = Int.random(in: 1...10, using: &generator)
            let words: [String] = (0..<count).map { _ in RandomTests.words.randomElement(using: &generator) ?? "" }
            _ = texts(words.joined(separator: Bool.random(using: &generator) ? " " : ""), on: patient, in: environment)
        }
    }

    @Test("calls of every function on every kind of value", arguments: [1, 2, 3, 4] as [UInt64])
    func calls(_ seed: UInt64) throws {
        var generator = Generator(state: seed &+ 99)
        let patient: Element = try resource(FunctionTests.patient)
        let environment: FHIRPathEnvironment = RandomTests.environment()
        let values: [String] = [
            "name", "name.given", "$this", "{}", "birthDate", "extension", "1", "0", "(-1)", "(0 - 9223372036854775807 - 1)",
            "99999999999999999999999999999999999999.0", "(-0.00000000000000000000000000000000000001)", "2.5", "'a'", "''", "'é😀'",
            "'1.5'", "'2015-02-04'", "@2015", "@0001-01-01", "@9999-12-31T23:59:59.999Z", "@T23:59:59.999", "3 years",
            "(-5 'mg')",
            "1000000000000 'Gy'", "true", "(1|2|3)", "('a'|1|@2015)", "type()", "$index", "$total", "'%'", "'hex'", "'base64'",
        ]
        let functions: [Function] = FunctionTable.chapters.flatMap(\.functions)
        let operators: [String] = Operator.allCases.map(\.rawValue)
        for _ in 0..<3000 {
            var text: String = values.randomElement(using: &generator) ?? ""
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                guard let function = functions.randomElement(using: &generator) else { continue }
                let most: Int = min(function.arity.upperBound, 3)
                let count: Int = Int.random(in: function.arity.lowerBound...most, using: &generator)
                let arguments: [String] = (0..<count).map { _ in values.randomElement(using: &generator) ?? "" }
                text += ".\(function.name)(\(arguments.joined(separator: ", ")))"
                if Bool.random(using: &generator) {
                    let operation: String = operators.randomElement(using: &generator) ?? "="
                    text = "(\(text) \(operation) \(values.randomElement(using: &generator) ?? ""))"
                }
            }
            _ = texts(text, on: patient, in: environment)
        }
    }
}
