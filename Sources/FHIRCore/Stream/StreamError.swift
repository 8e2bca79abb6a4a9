/// Why a stream ended before its end.
public enum StreamError: Error, Sendable, CustomStringConvertible {
    /// The operating system does not give the bytes; its own words.
    case unreadable(String)
    /// The gzip stream is damaged, cut short or no gzip stream.
    case compressed(String)
    /// The text is no JSON or XML, or passes a limit.
    case content(ReadError)

    /// The fault in words, with its place where it has one.
    public var description: String {
        switch self {
        case .unreadable(let reason), .compressed(let reason): reason
        case .content(let error): error.description
        }
    }
}
