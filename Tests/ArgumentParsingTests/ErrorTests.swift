import Testing

@testable import ArgumentParsing

@Suite struct ErrorTests {
    @Test func theWholeMessage() {
        let (text, code) = outcome(["convert", "--ouput-dir", "d", "--to", "xml", "a"])
        #expect(
            text == """
                error: unknown option '--ouput-dir'
                Did you mean '--output-dir'?
                Usage: tool convert <files> ... --to <to> [options]
                See 'tool convert --help'
                """)
        #expect(code == 2)
    }

    static let wrong: [([String], String)] = [
        (["convert", "a"], "missing option '--to'"),
        (["convert", "--to", "xml"], "missing argument '<files>'"),
        (["convert", "a", "--to"], "'--to' needs a value, <to>"),
        (["convert", "a", "--to", "xml", "--to"], "'--to' needs a value, <to>"),
        (
            ["convert", "a", "--profile", "--color"],
            "'--profile' needs a value, <url>; '--color' looks like an option (if it is meant: '--profile=--color')"
        ),
        (["convert", "--to", "yaml", "a"], "invalid value 'yaml' for '--to': it must be one of json, xml, ndjson"),
        (["convert", "-t", "jsn", "a"], "invalid value 'jsn' for '-t': it must be one of json, xml, ndjson"),
        (["convert", "--jobs", "two", "--to", "xml", "a"], "invalid value 'two' for '--jobs'"),
        (["convert", "--jobs", "two"], "invalid value 'two' for '--jobs'"),
        (["convert", "--jobs", "0", "--to", "xml", "a"], "'--jobs' must be 1 or more"),
        (["convert", "--color=yes", "--to", "xml", "a"], "'--color' takes no value, but 'yes' is given"),
        (["convert", "-qx", "a"], "unknown option '-x'"),
        (["convert", "-3 != 3"], "unknown option '-3 != 3'"),
        (["case", "to-fhir", "a", "b", "c"], "unexpected argument 'c'"),
        (["case", "to-fhir"], "missing argument '<file>'"),
        (["convrt", "a"], "unknown subcommand 'convrt'"),
        (["help", "convrt"], "unknown subcommand 'convrt'"),
        (["--quiet"], "unknown option '--quiet'"),
        ([], "missing subcommand"),
        (
            ["--generate-completion-script", "csh"],
            "invalid value 'csh' for '--generate-completion-script': it must be one of bash, zsh, fish"
        ),
        (["--generate-completion-script"], "'--generate-completion-script' needs a value, <bash|zsh|fish>"),
    ]

    @Test(arguments: wrong) func aWrongCall(words: [String], message: String) {
        let (text, code) = outcome(words)
        #expect(text.split(separator: "\n").first.map(String.init) == "error: " + message)
        #expect(code == 2)
    }

    static let slips: [([String], String)] = [
        (["convert", "--ouput-dir"], "--output-dir"),
        (["convert", "--output_dir", "x"], "--output-dir"),
        (["convert", "-output-dir", "x"], "-o"),
        (["convert", "--output"], "--output-dir"),
        (["convert", "--colour"], "--color"),
        (["convert", "--hlep"], "--help"),
        (["convrt"], "convert"),
        (["convert", "a", "--to", "nd-json"], "ndjson"),
    ]

    @Test(arguments: slips) func aSlipIsRecognised(words: [String], meant: String) {
        let text = outcome(words).text
        if meant == "-o" {
            // -output-dir reads as -o with the value utput-dir, as every short option with a joined value.
            #expect(!text.contains("unknown option"))
        } else {
            #expect(text.contains("\nDid you mean '\(meant)'?\n"))
        }
    }

    @Test(arguments: ["--zzz", "--seeed"]) func nothingNearIsNotGuessed(name: String) {
        #expect(!outcome(["convert", name]).text.contains("Did you mean"), "far from all names, or near a hidden one")
    }

    @Test func errorsOfRun() throws {
        struct Broken: Error, CustomStringConvertible { var description: String { "disk full" } }
        #expect(outcome(["case", "to-fhir", "f"]) == ("", 3), "an ExitCode says nothing")
        #expect(Tool.fullMessage(for: Broken()) == "error: disk full")
        #expect(Tool.exitCode(for: Broken()) == .failure)
        #expect(Tool.exitCode(for: CleanExit.message("bye")) == .success)
        #expect(Tool.fullMessage(for: CleanExit.message("bye")) == "bye")
        #expect(Tool.message(for: ValidationError("no")) == "no")
    }

    @Test func aMissingSubcommandShowsTheHelp() {
        let (text, code) = outcome([])
        #expect(text == "error: missing subcommand\n\n" + Tool.helpMessage() && code == 2)
    }
}
