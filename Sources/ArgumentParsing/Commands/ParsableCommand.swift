/// A command, or a subcommand, of a program.
///
/// ```swift
/// @main struct Tool: ParsableCommand {
///     static let configuration = CommandConfiguration(
///         commandName: "tool", abstract: "Does two things.", version: "1.0", subcommands: [Copy.self, Check.self])
/// }
///
/// struct Copy: ParsableCommand {
///     static let configuration = CommandConfiguration(abstract: "Copies files.")
///     @Argument(help: "What to copy.", completion: .file()) var files: [String]
///     @Option(name: .shortAndLong, help: "Where to.", completion: .directory) var outputDir: String
///
///     mutating func run() throws { … }
/// }
/// ```
public protocol ParsableCommand: ParsableArguments {
    /// The command's name, its help, its subcommands.
    static var configuration: CommandConfiguration { get }

    /// Does the command's work.
    ///
    /// What it throws ends the process: an ``ExitCode`` with that code and no message, a ``CleanExit`` with code 0, a
    /// ``ValidationError`` with the usage and code 2, any other error with `error: ` and its description and code 1.
    /// A command with codes of its own prints its message and throws the `ExitCode`.
    mutating func run() throws
}

extension ParsableCommand {
    /// The name made from the type's: `ToFHIR` is `to-fhir`.
    public static var configuration: CommandConfiguration { CommandConfiguration() }

    /// For a command that only holds subcommands, one of which is missing: a usage error with the help page. For
    /// a command without any: its help page.
    public mutating func run() throws {
        if Self.configuration.subcommands.isEmpty { throw CleanExit.helpRequest(Self.self) }
        throw UsageError.missingSubcommand
    }
}
