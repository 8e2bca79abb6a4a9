/// An exit code of the process, to be thrown from `run()` when all that is to be said has been said.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
    /// The code, 0 to 255 where a shell is to see it.
    public let rawValue: Int32

    /// The exit code of this number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The exit code of this number.
    public init(_ code: Int32) { rawValue = code }

    /// 0: done.
    public static let success = ExitCode(0)

    /// 1: done with findings, or an error of the command's.
    public static let failure = ExitCode(1)

    /// 2: the call is wrong.
    public static let validationFailure = ExitCode(2)

    /// Whether this is ``success``.
    public var isSuccess: Bool { self == .success }
}

/// Values of a call that do not go together; thrown from `validate()` or `run()`, reported with the usage, exit code 2.
public struct ValidationError: Error, CustomStringConvertible, Sendable {
    /// What is wrong and what to write instead.
    public var message: String

    /// An error with this message.
    public init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}

/// An end with exit code 0 that is asked for: a help page or a message on standard output.
public enum CleanExit: Error, Sendable {
    /// The help page of this command, or of the one that was called.
    case helpRequest((any ParsableCommand.Type)? = nil)

    /// A text.
    case message(String)
}

/// An error with the command that it happened in, as parsing throws it.
struct CommandError: Error {
    let stack: CommandStack
    let cause: any Error
}

/// A call that cannot be understood.
enum UsageError: Error {
    case unknownOption(String, suggestion: String?)
    case missingOptionValue(option: String, valueName: String, next: String?, about: String? = nil)
    case unexpectedOptionValue(String, value: String)
    case missingArgument(String, isPositional: Bool, about: String? = nil)
    case invalidValue(
        String, place: String, reason: String?, allowed: [String], suggestion: String?, about: String? = nil)
    case conflictingFlags(first: String, second: String)
    case unexpectedArgument(String)
    case unknownSubcommand(String, suggestion: String?)
    case missingSubcommand
    /// A long option where a `.firstWordAsIs` argument stands.
    case optionBeforeFirstWord(String, argument: String)
}
