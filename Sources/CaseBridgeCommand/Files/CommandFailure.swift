/// The exit codes of every subcommand; over many inputs the highest that occurred counts.
enum ExitStatus: Int32, Comparable {
    /// Nothing to report at or above `--fail-on`.
    case done = 0
    /// Done, with findings: issues, losses, rejected rows.
    case findings = 1
    /// The call is wrong.
    case usage = 2
    /// It could not run: input missing, output not writable.
    case cannotRun = 3
    /// The input is none.
    case notInput = 4

    static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}

/// Why a subcommand, or its work on one input, ended: one paragraph that says what, where and what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
