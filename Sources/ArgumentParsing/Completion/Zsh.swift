extension CompletionScript {
    /// For zsh 5, to be sourced or kept as `_program` in a folder of `fpath`.
    var zsh: String {
        """
        #compdef \(root.path)
        # Completions of \(root.path) for zsh; load with: source <(\(root.path) --generate-completion-script zsh)

        \(root.all.map(zshFunction).joined(separator: "\n\n"))

        if [ "$funcstack[1]" = "\(function)" ]; then \(function) "$@"; else compdef \(function) \(root.path); fi
        """
    }

    private func zshFunction(_ node: CompletionNode) -> String {
        var specifications = node.options.flatMap(zshOption)
        if node.subcommands.isEmpty {
            specifications += node.positionals.map { entry in
                CompletionScript.quoted("\(entry.isRepeating ? "*" : ""):\(zshValue(entry))")
            }
        } else {
            specifications += ["'1:subcommand:->subcommand'", "'*::argument:->argument'"]
        }
        let call =
            "    _arguments \(node.subcommands.isEmpty ? "-s -S" : "-C") \\\n        "
            + specifications.joined(separator: " \\\n        ")
        return """
            \(CompletionScript.identifier(node.path))() {
                local curcontext="$curcontext" state line
                typeset -A opt_args
            \(call)\(zshDispatch(node))
            }
            """
    }

    private func zshDispatch(_ node: CompletionNode) -> String {
        guard !node.subcommands.isEmpty else { return "" }
        let list = node.subcommands.flatMap { sub in
            sub.names.map { CompletionScript.quoted(zshEscaped($0, ":") + ":" + sub.abstract) }
        }
        let cases = node.subcommands.map { sub in
            "            \(sub.names.joined(separator: "|"))) \(CompletionScript.identifier(sub.path)) ;;"
        }
        return """

                case $state in
                subcommand)
                    local -a subcommands
                    subcommands=(\(list.joined(separator: " ")))
                    _describe subcommand subcommands ;;
                argument)
                    case $line[1] in
            \(cases.joined(separator: "\n"))
                    esac ;;
                esac
            """
    }

    private func zshOption(_ entry: CompletionNode.Entry) -> [String] {
        let prefix = entry.isRepeating ? "*" : "(\(entry.names.joined(separator: " ")))"
        return entry.names.map { name in
            let marker = entry.valueName == nil ? "" : (name.hasPrefix("--") ? "=" : "+")
            let value = entry.valueName == nil ? "" : ":" + zshValue(entry)
            let help = entry.help.isEmpty ? "" : "[" + zshEscaped(entry.help, "[]\\") + "]"
            return CompletionScript.quoted(prefix + name + marker + help + value)
        }
    }

    private func zshValue(_ entry: CompletionNode.Entry) -> String {
        let action =
            switch entry.completion.source {
            case .nothing: " "
            case .list(let words): "(" + words.map { zshEscaped($0, " ()\\:") }.joined(separator: " ") + ")"
            case .file(let extensions):
                extensions.isEmpty ? "_files" : "_files -g \"*.(\(extensions.joined(separator: "|")))\""
            case .directory: "_files -/"
            }
        return zshEscaped(entry.valueName ?? "", ":\\") + ":" + action
    }

    private func zshEscaped(_ text: String, _ special: String) -> String {
        text.reduce(into: "") { $0 += special.contains($1) ? "\\\($1)" : String($1) }
    }
}
