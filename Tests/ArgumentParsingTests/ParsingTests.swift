import Testing

@testable import ArgumentParsing

func convert(_ words: String) throws -> Convert {
    let parts = words.split(separator: " ").map(String.init)
    return try #require(try Tool.parseAsRoot(["convert"] + parts) as? Convert)
}

@Suite struct ParsingTests {
    struct Row: Sendable {
        let words: String
        let reason: Comment
        let holds: @Sendable (Convert) -> Bool

        init(_ words: String, _ reason: Comment, _ holds: @escaping @Sendable (Convert) -> Bool) {
            self.words = words
            self.reason = reason
            self.holds = holds
        }
    }

    static let rows: [Row] = [
        Row("--to xml a b", "an array takes all positional words") { $0.files == ["a", "b"] && $0.to == .xml },
        Row("a --to=xml b", "a value after = ; options may stand between arguments") { $0.files == ["a", "b"] && $0.to == .xml },
        Row("-t xml a", "a short name") { $0.to == .xml },
        Row("-txml a", "a value joined to a short name") { $0.to == .xml },
        Row("-t=xml a", "a value joined with =") { $0.to == .xml },
        Row("--to xml --to json a", "the last one counts") { $0.to == .json },
        Row("--to xml -", "- is an ordinary word") { $0.files == ["-"] },
        Row("--to xml -- --to -q", "after -- every word is an argument") { $0.files == ["--to", "-q"] && !$0.output.quiet },
        Row("--to xml a -- -- b", "only the first -- is no word") { $0.files == ["a", "--", "b"] },
        Row("--to xml -3 -.5 -1e3", "negative numbers are words") { $0.files == ["-3", "-.5", "-1e3"] },
        Row("--to xml --margin -2.5 a", "a negative number is a value") { $0.margin == -2.5 },
        Row("--to xml a", "defaults") {
            $0.jobs == 2 && $0.margin == nil && $0.profile.isEmpty && $0.verbose == 0 && $0.color && $0.plain == 7
                && $0.output.outputDir == nil
        },
        Row("--to xml --profile a --profile=b a", "a repeated option") { $0.profile == ["a", "b"] },
        Row("--to xml --profile= a", "an empty value is one") { $0.profile == [""] },
        Row("--to xml --profile=a=b a", "only the first = parts") { $0.profile == ["a=b"] },
        Row("-vqv -t xml a", "bundled flags; a counter") { $0.verbose == 2 && $0.output.quiet },
        Row("-qtxml a", "a bundle that ends in an option") { $0.output.quiet && $0.to == .xml },
        Row("--to xml --no-color a", "an inverted flag") { !$0.color },
        Row("--to xml --no-color --color a", "of two the last counts") { $0.color },
        Row("--to xml --output-dir d a", "an option of a group") { $0.output.outputDir == "d" },
        Row("--to xml -o - a", "- is a value") { $0.output.outputDir == "-" },
        Row("--to xml --seed 4 a", "a hidden option works") { $0.seed == 4 },
    ]

    @Test(arguments: rows) func readsWords(_ row: Row) throws {
        #expect(row.holds(try convert(row.words)), row.reason)
    }

    @Test func aliasNamesTheCommand() throws {
        #expect(try Tool.parseAsRoot(["conv", "--to", "xml", "a"]) is Convert)
    }

    @Test func subcommandBelowSubcommand() throws {
        let command = try #require(try Tool.parseAsRoot(["case", "to-fhir", "f", "--mapping", "m"]) as? ToFHIR)
        #expect(command.file == "f" && command.second == nil && command.mapping == "m")
    }

    @Test(arguments: [["case", "f"], ["case", "--mapping", "m", "f"], ["case", "--", "f"]])
    func defaultSubcommandTakesWhatIsNoSubcommand(words: [String]) throws {
        let command = try #require(try Tool.parseAsRoot(words) as? ToFHIR)
        #expect(command.file == "f")
    }

    @Test func aPropertyCanBeSetAndKeepsValueSemantics() throws {
        var first = try convert("--to xml a")
        let second = first
        first.jobs = 9
        #expect(first.jobs == 9 && second.jobs == 2)
        #expect(Output().quiet == false, "defaults can be read before parsing")
    }

    @Test func typesNamesBecomeCommandNames() {
        #expect(
            ["outputDir", "toFHIR", "FHIRPath", "aB", "with_bar", "x"].map(kebabCase) == [
                "output-dir", "to-fhir", "fhir-path", "a-b", "with-bar", "x",
            ])
    }
}

@Suite struct FirstWordTests {
    @Test(arguments: ["-3 != 3", "-3", "-x", "Patient.name", "-(1)", "--3", "case", "-", "help"])
    func isTakenWhateverItBeginsWith(word: String) throws {
        let command = try #require(try Tool.parseAsRoot(["path", word, "f", "--explain"]) as? Evaluate)
        #expect(command.expression == word && command.files == ["f"] && command.explain)
    }

    @Test(arguments: ["--help", "-h"]) func onlyHelpIsNot(word: String) {
        #expect(throws: CommandError.self) { try Tool.parseAsRoot(["path", word]) }
        #expect(outcome(["path", word]).code == 0)
    }

    @Test func aTerminatorBeforeItIsNone() throws {
        let command = try #require(try Tool.parseAsRoot(["path", "--", "-x", "--explain"]) as? Evaluate)
        #expect(command.expression == "-x" && command.files == ["--explain"])
    }

    @Test func aLongOptionInItsPlaceIsReported() {
        let (text, code) = outcome(["path", "--explain", "x"])
        #expect(text.hasPrefix("error: '--explain' stands where '<expression>' must; options follow it\n") && code == 2)
    }
}

/// What a call prints when it ends while it is parsed or run, and its exit code.
func outcome(_ words: [String], _ root: any ParsableCommand.Type = Tool.self) -> (text: String, code: Int32) {
    do {
        var command = try root.parseAsRoot(words)
        try command.run()
        return ("", 0)
    } catch {
        return (root.fullMessage(for: error), root.exitCode(for: error).rawValue)
    }
}
