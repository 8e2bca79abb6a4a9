import ArgumentParsing
import Foundation
import Testing

/// Runs a shell with a script on standard input; nil if the shell is not there.
private func shell(_ name: String, _ script: String) throws -> String? {
    guard let path = shellPath(name) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = name == "bash" ? ["--norc"] : name == "zsh" ? ["-f"] : ["--no-config"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    input.fileHandleForWriting.write(Data(script.utf8))
    input.fileHandleForWriting.closeFile()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
}

private func shellPath(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

@Suite struct CompletionTests {
    static let bash: [([String], [String])] = [
        (["tool", "c"], ["convert", "conv", "case"]),
        (["tool", "convert", "--to", ""], ["json", "xml", "ndjson"]),
        (["tool", "conv", "--to", "=", "x"], ["xml"]),
        (["tool", "convert", "--to", "="], ["json", "xml", "ndjson"]),
        (["tool", "convert", "--no"], ["--no-color"]),
        (["tool", "case", "to-fhir", "--m"], ["--mapping"]),
        (["tool", "--v"], ["--version"]),
        (["tool", "convert", "-o", "fold"], ["folder one"]),
        (["tool", "convert", "--to", "xml", "fi"], ["file.xml", "file two.json"]),
        (["tool", "path", "x", "fi"], ["file.txt", "file.xml", "file two.json"]),
    ]

    @Test(.enabled(if: shellPath("bash") != nil, "bash is not installed"), arguments: bash)
    func inBash(words: [String], offered: [String]) throws {
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let script = """
            cd "$(mktemp -d)" && mkdir 'folder one' && touch file.txt file.xml 'file two.json'
            \(Tool.completionScript(for: .bash))
            COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _tool; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let lines = try shell("bash", script)?.split(separator: "\n").map(String.init)
        #expect(lines?.sorted() == offered.sorted())
    }

    static let fish: [(String, [String])] = [
        ("tool c", ["convert", "conv", "case"]),
        ("tool convert --to ", ["json", "xml", "ndjson"]),
        ("tool convert --to=x", ["--to=xml"]),
        ("tool convert --no", ["--no-color"]),
        ("tool case to-fhir --m", ["--mapping"]),
    ]

    @Test(.enabled(if: shellPath("fish") != nil, "fish is not installed"), arguments: fish)
    func inFish(line: String, offered: [String]) throws {
        let script = Tool.completionScript(for: .fish) + "\ncomplete -C '\(line)'\n"
        let lines = try shell("fish", script)?.split(separator: "\n").map { $0.split(separator: "\t")[0] }.map(String.init)
        #expect(lines?.sorted() == offered.sorted())
    }

    @Test(.enabled(if: shellPath("zsh") != nil, "zsh is not installed"))
    func zshLoadsIt() throws {
        let script = """
            autoload -Uz compinit; compinit -D -u
            \(Tool.completionScript(for: .zsh))
            print -- "${_comps[tool]}"; whence -w _tool_case_to_fhir
            """
        #expect(try shell("zsh", script) == "_tool\n_tool_case_to_fhir: function\n")
    }

    @Test func hiddenThingsAreNotOffered() {
        for shell in CompletionShell.allCases {
            let script = Tool.completionScript(for: shell)
            #expect(script.contains("output-dir"))
            #expect(!script.contains("seed") && !script.contains("secret"))
            #expect(outcome(["--generate-completion-script", shell.rawValue]) == (script, 0))
            #expect(outcome(["--generate-completion-script=" + shell.rawValue]) == (script, 0))
        }
    }
}
