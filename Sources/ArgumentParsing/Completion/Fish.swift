extension CompletionScript {
    /// For fish 3, to be sourced or kept in `~/.config/fish/completions`.
    var fish: String {
        """
        # Completions of \(root.path) for fish; load with: \(root.path) --generate-completion-script fish | source

        function _\(function)_at
            set -l at \(fishQuoted(root.path))
            for word in (commandline -opc)[2..-1]
                switch "$at $word"
        \(fishCommands)
                end
            end
            test "$at" = "$argv"
        end

        complete -c \(root.path) -f
        \(root.all.flatMap(fishLines).joined(separator: "\n"))
        """
    }

    private var fishCommands: String {
        root.all.flatMap { node in
            node.subcommands.map { sub in
                let written = sub.names.map { fishQuoted(node.path + " " + $0) }.joined(separator: " ")
                return "            case \(written)\n                set at \(fishQuoted(sub.path))"
            }
        }.joined(separator: "\n")
    }

    private func fishLines(_ node: CompletionNode) -> [String] {
        let start = "complete -c \(root.path) -n \(fishQuoted("_\(function)_at \(node.path)"))"
        let subcommands = node.subcommands.map {
            "\(start) -a \(fishQuoted($0.names.joined(separator: " "))) -d \(fishQuoted($0.abstract))"
        }
        let positionals = node.positionals.compactMap { fishWords($0.completion).map { "\(start) \($0)" } }
        let options = node.options.map { option in
            let names = option.names.map(fishName).joined(separator: " ")
            let value = option.valueName == nil ? "" : " " + (fishWords(option.completion).map { "-r \($0)" } ?? "-x")
            return "\(start) \(names)\(value) -d \(fishQuoted(option.help))"
        }
        return subcommands + positionals + options
    }

    private func fishName(_ name: String) -> String {
        let plain = String(name.drop { $0 == "-" })
        return (name.hasPrefix("--") ? "-l " : plain.count == 1 ? "-s " : "-o ") + fishQuoted(plain)
    }

    private func fishWords(_ kind: CompletionKind) -> String? {
        switch kind.source {
        case .nothing: nil
        case .list(let words): "-f -a " + fishQuoted(words.joined(separator: " "))
        case .file(let extensions):
            extensions.isEmpty
                ? "-F" : "-f -a " + fishQuoted(extensions.map { "(__fish_complete_suffix .\($0))" }.joined(separator: " "))
        case .directory: "-f -a '(__fish_complete_directories)'"
        }
    }

    /// Fish knows two escapes between single quotes.
    private func fishQuoted(_ text: String) -> String {
        "'" + text.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
    }
}
