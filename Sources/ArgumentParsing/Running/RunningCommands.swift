extension ParsableCommand {
    /// Parses the process's words and runs the command that they call. The program's entry point, with `@main`.
    public static func main() { main(nil) }

    /// Parses these words (the process's if nil) and runs the command that they call. Returns when `run()` does;
    /// ends the process with ``ParsableArguments/exit(withError:)`` when parsing or `run()` throws.
    public static func main(_ arguments: [String]?) {
        do {
            var command = try parseAsRoot(arguments)
            do {
                try command.run()
            } catch {
                // The usage that is shown is that of the command, not the root's.
                throw CommandError(stack: CommandStack(root: self, to: type(of: command)), cause: error)
            }
        } catch {
            exit(withError: error)
        }
    }

    /// The command that these words (the process's, without the program's name, if nil) call: this one or one of its
    /// subcommands, filled and validated, to be run with `run()`. Throws what ``ParsableArguments/fullMessage(for:)``
    /// and ``ParsableArguments/exitCode(for:)`` can tell more of.
    public static func parseAsRoot(_ arguments: [String]? = nil) throws -> any ParsableCommand {
        let parsed = try CommandParser(root: self).parse(arguments ?? Array(CommandLine.arguments.dropFirst()))
        guard let command = parsed as? any ParsableCommand else { throw CleanExit.helpRequest(self) }
        return command
    }

    /// The help page of a command below this one (or of this one).
    public static func helpMessage(
        for subcommand: any ParsableCommand.Type, includeHidden: Bool = false, columns: Int? = nil
    ) -> String {
        let stack = CommandStack(root: self, to: subcommand)
        return HelpPage(stack: stack, includesHidden: includeHidden, columns: columns ?? Terminal.columns).text
    }
}
