extension CompletionScript {
    /// For bash 3.2 and later, to be sourced.
    var bash: String {
        """
        # Completions of \(root.path) for bash; load with: source <(\(root.path) --generate-completion-script bash)

        \(function)_files() {
            if [ $# -eq 1 ]; then
                compgen -f -- "$1"
            else
                local current="$1" extension
                shift
                compgen -d -- "$current"
                for extension in "$@"; do compgen -f -X "!*.$extension" -- "$current"; done
            fi
        }

        \(function)_folders() { compgen -d -- "$1"; }

        \(function)_words() {
            local current="$1" word
            shift
            for word in "$@"; do
                case "$word" in "$current"*) printf '%s\\n' "$word" ;; esac
            done
        }

        \(function)() {
            local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" at=\(CompletionScript.quoted(root.path)) i
            local IFS=$'\\n'
            # Bash makes three words of --name=value.
            if [ "$current" = "=" ]; then current=""
            elif [ "$before" = "=" ]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in
        \(bashCommands)
                esac
            done
            COMPREPLY=()
            case "$at $before" in
        \(bashValues)
            esac
            case "$at" in
        \(root.all.map(bashWords).joined(separator: "\n"))
            esac
        }

        complete -F \(function) \(root.path)
        """
    }

    private var bashCommands: String {
        let lines = root.all.flatMap { node in
            node.subcommands.map { sub in
                let written = sub.names.map { CompletionScript.quoted(node.path + " " + $0) }
                return "            \(written.joined(separator: "|"))) at=\(CompletionScript.quoted(sub.path)) ;;"
            }
        }
        return lines.isEmpty ? "            *) ;;" : lines.joined(separator: "\n")
    }

    private var bashValues: String {
        let lines = root.all.flatMap { node in
            node.options.filter { $0.valueName != nil }.map { option in
                let written = option.names.map { CompletionScript.quoted(node.path + " " + $0) }.joined(separator: "|")
                return "        \(written)) \(bashReply(option.completion)) return ;;"
            }
        }
        return lines.isEmpty ? "        *) ;;" : lines.joined(separator: "\n")
    }

    private func bashReply(_ kind: CompletionKind) -> String {
        switch kind.source {
        case .nothing: ""
        case .list(let words): bashCall("words", words)
        case .file(let extensions): bashCall("files", extensions)
        case .directory: bashCall("folders", [])
        }
    }

    private func bashCall(_ helper: String, _ words: [String]) -> String {
        let arguments = words.map { " " + CompletionScript.quoted($0) }.joined()
        // On the command line's own process: compopt does nothing in a subshell's.
        return "COMPREPLY+=($(\(function)_\(helper) \"$current\"\(arguments)));"
            + (helper == "words" ? "" : " compopt -o filenames 2>/dev/null;")
    }

    private func bashWords(_ node: CompletionNode) -> String {
        let plain = [bashCall("words", node.subcommands.flatMap(\.names))] + node.positionals.map { bashReply($0.completion) }
        return """
                    \(CompletionScript.quoted(node.path)))
                        case "$current" in
                            -*) \(bashCall("words", node.options.flatMap(\.names))) ;;
                            *) \(plain.filter { !$0.isEmpty }.joined(separator: " ")) ;;
                        esac ;;
            """
    }
}
