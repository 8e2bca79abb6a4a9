/// How a single-valued option finds its value.
public struct SingleValueParsingStrategy: Sendable, Equatable {
    let strategy: ValueStrategy

    /// The next word, unless it looks like an option (the usual one). `-` and negative numbers are values.
    public static let next = SingleValueParsingStrategy(strategy: .next)

    /// The next word, whatever it looks like.
    public static let unconditional = SingleValueParsingStrategy(strategy: .unconditional)
}

/// How an option of an array type finds its values.
public struct ArrayParsingStrategy: Sendable, Equatable {
    let strategy: ValueStrategy

    /// One value after each repetition of the option (the usual one).
    public static let singleValue = ArrayParsingStrategy(strategy: .next)

    /// One value after each repetition, whatever it looks like.
    public static let unconditionalSingleValue = ArrayParsingStrategy(strategy: .unconditional)

    /// All words up to the next that looks like an option.
    public static let upToNextOption = ArrayParsingStrategy(strategy: .upToNextOption)

    /// All words that are left.
    public static let remaining = ArrayParsingStrategy(strategy: .remaining)
}

/// How an ``Argument`` of an array type collects its words.
public struct ArgumentArrayParsingStrategy: Sendable, Equatable {
    let strategy: ValueStrategy

    /// The words that are neither options nor their values, and all after `--` (the usual one).
    public static let remaining = ArgumentArrayParsingStrategy(strategy: .next)

    /// As `remaining`, and unknown options too, in the order in which they came.
    public static let allUnrecognized = ArgumentArrayParsingStrategy(strategy: .allUnrecognized)

    /// Only the words after `--`.
    public static let postTerminator = ArgumentArrayParsingStrategy(strategy: .postTerminator)

    /// From the first word that is no known option all words to the end, `--` included.
    public static let captureForPassthrough = ArgumentArrayParsingStrategy(strategy: .captureForPassthrough)
}

/// How an ``Argument`` of one value finds its word. This type is ours: swift-argument-parser has no such choice.
public struct ArgumentParsingStrategy: Sendable, Equatable {
    let strategy: ValueStrategy

    /// The next word that is neither an option nor its value (the usual one).
    public static let next = ArgumentParsingStrategy(strategy: .next)

    /// For the first argument of a command: the first word after the command's name, whatever it begins with, so that
    /// `casebridge path '-3 != 3' FILE` needs no `--`. Only `-h` and `--help` are not taken (and a leading `--`, after
    /// which the next word is); a long option of the command in that place is a usage error that says so.
    ///
    /// This strategy is ours: swift-argument-parser has none like it.
    public static let firstWordAsIs = ArgumentParsingStrategy(strategy: .firstWordAsIs)
}

/// All strategies in one, as the parser sees them.
enum ValueStrategy: Sendable, Equatable {
    case next, unconditional, upToNextOption, remaining
    case allUnrecognized, postTerminator, captureForPassthrough, firstWordAsIs
}
