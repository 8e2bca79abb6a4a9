import ArgumentParsing
import Testing

@Suite struct HelpTests {
    @Test func thePageOfACommand() {
        #expect(
            Tool.helpMessage(for: Convert.self, columns: 70) == """
                Converts files from one format to another.

                Usage: tool convert <files> ... --to <to> [options]

                Arguments:
                  <files>                 Files; - is standard input.

                Output:
                  -o, --output-dir <output-dir>
                                          Where results go.
                  -q, --quiet             Say nothing.

                Options:
                  -t, --to <to>           The format to write. (values: json, xml,
                                          ndjson)
                  --profile <url>         A profile; may be repeated.
                  --jobs <jobs>           How many at once. (default: 2)
                  --margin <margin>       A margin.
                  -v, --verbose           Say more; may be repeated.
                  --color/--no-color      Colours on a terminal. (default: --color)
                  -h, --help              Show this help.

                Examples:
                  tool convert --to xml   patient.json
                  tool convert - < patient.json
                """)
    }

    @Test func thePageOfTheRoot() {
        #expect(
            Tool.helpMessage(columns: 80) == """
                An example.

                Usage: tool <subcommand>

                Options:
                  --version               Show the version.
                  -h, --help              Show this help.
                  --generate-completion-script <shell>
                                          Print the completions for bash, zsh or fish.

                Subcommands:
                  convert, conv           Converts files from one format to another.
                  path                    Evaluates an expression.
                  case                    Case data.

                See 'tool help <subcommand>' for one of them.
                """)
    }

    @Test(arguments: [
        ["convert", "--help"], ["convert", "-h"], ["help", "convert"], ["convert", "a", "--bogus", "--help"],
        ["convert", "--to", "json", "-qh"],
    ])
    func askedFor(words: [String]) {
        let (text, code) = outcome(words)
        if words.last == "-qh" {
            #expect(text.hasPrefix("Converts") && code == 0, "help in a bundle")
        } else {
            #expect(text == Tool.helpMessage(for: Convert.self) && code == 0)
        }
    }

    @Test func onEveryLevel() {
        let page = Tool.helpMessage(for: ToFHIR.self)
        #expect(page.hasPrefix("Usage: tool case to-fhir <file> [<second>] [options]\n"))
        for words in [["help", "case", "to-fhir"], ["case", "help", "to-fhir"], ["case", "to-fhir", "--help"]] {
            #expect(outcome(words) == (page, 0))
        }
        #expect(outcome(["help"]) == (Tool.helpMessage(), 0))
        #expect(outcome(["--help"]) == (Tool.helpMessage(), 0))
    }

    @Test(arguments: [["--version"], ["convert", "--version"], ["case", "to-fhir", "--version"]])
    func version(words: [String]) {
        #expect(outcome(words) == ("tool 1.2 (FHIR 4.0.1)", 0))
    }

    @Test func afterTheTerminatorHelpIsAWord() throws {
        #expect(try convert("--to xml -- --help").files == ["--help"])
    }

    @Test func hiddenEntriesAreShownOnRequest() {
        #expect(!Tool.helpMessage(for: Convert.self).contains("--seed"))
        #expect(Tool.helpMessage(for: Convert.self, includeHidden: true).contains("--seed"))
    }

    @Test func flagsOfCasesHaveLinesOfTheirOwn() {
        let page = Lists.helpMessage(columns: 80)
        #expect(page.contains("  -r, --round             It is round. (default)\n  -s, --square            It is square.\n"))
    }

    @Test(arguments: [40, 60, 100]) func noLineIsWiderThanThePage(columns: Int) {
        struct Wide: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: String(repeating: "some words ", count: 30))
            @Option(help: ArgumentHelp("\(String(repeating: "many words ", count: 20))", discussion: "One.\n  Two."))
            var name: String?
        }
        let lines = Wide.helpMessage(columns: columns).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= columns })
        #expect(lines.contains { $0.count > columns - 12 }, "the width is used")
        #expect(lines.contains("                            Two."), "line breaks and indents of a discussion stay")
    }
}
