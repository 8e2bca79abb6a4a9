import ArgumentParsing
import Testing

enum Mode: EnumerableFlag { case strict, lax }
enum Shape: String, EnumerableFlag {
    case round, square
    static func name(for value: Shape) -> NameSpecification { [.customShort(value == .round ? "r" : "s"), .long] }
    static func help(for value: Shape) -> ArgumentHelp? { "It is \(value.rawValue)." }
}

struct Lists: ParsableArguments {
    @Option(parsing: .upToNextOption) var many: [Int] = []
    @Option(parsing: .unconditional) var any: String?
    @Option(parsing: .unconditionalSingleValue) var each: [String] = []
    @Option(name: .customLong("dash", withSingleDash: true)) var single: String?
    @Flag var mode: Mode?
    @Flag(exclusivity: .chooseLast) var shape: Shape = .round
    @Flag var shapes: [Mode] = []
    @Flag(inversion: .prefixedEnableDisable) var cache: Bool?
    @Option(transform: { word in
        guard let value = Int(word, radix: 16) else { throw ValidationError("not hexadecimal") }
        return value
    }) var hex: Int = 0
    @Argument var first: Int?
    @Argument(parsing: .postTerminator) var after: [String] = []
}

struct Unrecognized: ParsableArguments {
    @Flag var known = false
    @Argument(parsing: .allUnrecognized) var rest: [String] = []
}

struct Passthrough: ParsableArguments {
    @Flag var known = false
    @Argument var first: String
    @Argument(parsing: .captureForPassthrough) var rest: [String] = []
}

@Suite struct StrategyTests {
    @Test func options() throws {
        let lists = try Lists.parse([
            "--many", "1", "2", "-3", "--any", "--many", "--each", "-x", "--each=y", "-dash", "z", "--hex", "ff",
        ])
        #expect(lists.many == [1, 2, -3] && lists.any == "--many" && lists.each == ["-x", "y"])
        #expect(lists.single == "z" && lists.hex == 255)
        #expect(try Lists.parse([]).many == [])
    }

    @Test func flagsOfCases() throws {
        #expect(try Lists.parse([]).mode == nil)
        #expect(try Lists.parse(["-s"]).shape == .square)
        #expect(try Lists.parse(["-s", "--round"]).shape == .round)
        #expect(try Lists.parse([]).cache == nil)
        #expect(try Lists.parse(["--disable-cache"]).cache == false)
    }

    @Test func flagsThatExcludeEachOther() {
        let error = #expect(throws: (any Error).self) { try One.parse(["--strict", "--lax"]) }
        #expect(error.map(One.message(for:)) == "'--strict' and '--lax' exclude each other")
        let missing = #expect(throws: (any Error).self) { try One.parse([]) }
        #expect(missing.map(One.message(for:)) == "missing option '--strict or --lax'")
    }

    struct One: ParsableArguments { @Flag var mode: Mode }

    @Test func afterTheTerminator() throws {
        let lists = try Lists.parse(["7", "--", "a", "--many"])
        #expect(lists.first == 7 && lists.after == ["a", "--many"])
    }

    @Test func unrecognizedWords() throws {
        let words = try Unrecognized.parse(["a", "-x", "--known", "--y=1", "b"])
        #expect(words.known && words.rest == ["a", "-x", "--y=1", "b"])
    }

    @Test func passthrough() throws {
        let words = try Passthrough.parse(["--known", "a", "b", "--known", "--", "--help"])
        #expect(words.known && words.first == "a" && words.rest == ["b", "--known", "--", "--help"])
    }

    @Test func transformsSayWhy() {
        let error = #expect(throws: (any Error).self) { try Lists.parse(["--hex", "zz"]) }
        #expect(error.map(Lists.message(for:)) == "invalid value 'zz' for '--hex': not hexadecimal")
    }
}
