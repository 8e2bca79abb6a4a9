/// Something that a conversion tells of a stream, with its place there.
public struct StreamReport: Sendable {
    /// The kinds of report.
    public enum Kind: String, Sendable {
        /// A resource that could not be read.
        case error
        /// Content that stays, but that somebody should look at.
        case warning
        /// Content that the output cannot carry.
        case loss
    }

    /// The kind of report.
    public let kind: Kind
    /// Where; nil if no place can be named.
    public let position: SourcePosition?
    /// The path of the element; nil if there is none.
    public let path: String?
    /// What, in a sentence.
    public let message: String
    /// The source line around the place with a caret below; nil if there is no place.
    public let excerpt: SourceExcerpt?
    /// The limit that was passed, if that is the reason.
    public let limit: ReadLimits.Kind?

    init(
        _ kind: Kind, _ message: String, position: SourcePosition? = nil, path: String? = nil, excerpt: SourceExcerpt? = nil,
        limit: ReadLimits.Kind? = nil
    ) {
        self.kind = kind
        self.message = message
        self.position = position
        self.path = path
        self.excerpt = excerpt
        self.limit = limit
    }

    /// A resource that could not be read.
    init(_ error: ReadError, excerpt: SourceExcerpt?) {
        self.init(
            .error, error.message, position: error.position, path: error.path, excerpt: excerpt, limit: error.limit)
    }
}
