extension ParsableArguments {
    /// The values of these words (the process's own, without the program's name, if nil). Throws what
    /// ``fullMessage(for:)`` and ``exitCode(for:)`` can tell more of.
    public static func parse(_ arguments: [String]? = nil) throws -> Self {
        let parsed = try CommandParser(root: self).parse(arguments ?? Array(CommandLine.arguments.dropFirst()))
        guard let result = parsed as? Self else {
            throw ValidationError("this call is for the subcommand '\(CommandStack.name(of: type(of: parsed)))'")
        }
        return result
    }

    /// As ``parse(_:)``; ends the process with a message where that throws.
    public static func parseOrExit(_ arguments: [String]? = nil) -> Self {
        do {
            return try parse(arguments)
        } catch {
            exit(withError: error)
        }
    }

    /// What is wrong, without usage and hints.
    public static func message(for error: any Error) -> String {
        Message(for: error, root: self, columns: Terminal.columns).short
    }

    /// All that is printed when a call ends with this error: help, or `error: …`, a hint, the usage.
    public static func fullMessage(for error: any Error) -> String {
        Message(for: error, root: self, columns: Terminal.columns).full
    }

    /// The code that the process ends with: 0 for help and the like, 2 for a wrong call, an ``ExitCode``'s own, 1 for
    /// any other error. (swift-argument-parser's code for a wrong call is 64.)
    public static func exitCode(for error: any Error) -> ExitCode {
        Message(for: error, root: self, columns: Terminal.columns).exitCode
    }

    /// The help page, wrapped to this many columns (the terminal's if nil, 80 where there is none).
    public static func helpMessage(includeHidden: Bool = false, columns: Int? = nil) -> String {
        HelpPage(stack: CommandStack(root: self), includesHidden: includeHidden, columns: columns ?? Terminal.columns).text
    }

    /// How the command is called, in one line.
    public static func usageString() -> String { UsageLine(stack: CommandStack(root: self)).text }

    /// The script that completes this command in a shell.
    public static func completionScript(for shell: CompletionShell) -> String {
        CompletionScript(CommandStack(root: self)).text(for: shell)
    }

    /// Ends the process: help and messages go to standard output, all else to standard error, with
    /// ``exitCode(for:)``; without an error the code is 0.
    public static func exit(withError error: (any Error)? = nil) -> Never {
        guard let error else { Terminal.end(.success) }
        let message = Message(for: error, root: self, columns: Terminal.columns)
        if !message.full.isEmpty { Terminal.print(message.full, toStandardError: !message.exitCode.isSuccess) }
        Terminal.end(message.exitCode)
    }
}
