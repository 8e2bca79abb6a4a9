/// Something that a reader saw and that no node of the tree shows.
public struct ReadFinding: Sendable, Hashable {
    /// The kinds of finding.
    public enum Code: String, Sendable {
        /// A JSON object has two members of that name; both are kept.
        case duplicateMember = "duplicate-member"
        /// An item of a primitive's second member (`_given`) that is neither an object nor null; its text is in `detail`.
        case misshapenCompanion = "misshapen-companion"
        /// A primitive's second member (`_given`), or an item of it, is an object without members.
        case emptyCompanion = "empty-companion"
        /// A primitive's second member is an array where its first is a single value, or the other way round; the name is in `detail`.
        case companionMismatch = "companion-mismatch"
        /// An XML attribute that the element does not have; its text is in `detail`.
        case unknownAttribute = "unknown-attribute"
        /// Text between XML elements, where only white space may stand.
        case strayText = "stray-text"
        /// The element is in a wrong XML namespace.
        case wrongNamespace = "wrong-namespace"
        /// A resource container holds more than one resource, or none.
        case resourceCount = "resource-count"
    }

    /// The kind of finding.
    public let code: Code
    /// The name or text concerned.
    public let detail: String
    /// The element in which it was seen.
    public let node: NodeIndex
    /// Offset in the source.
    public let offset: Int

    /// What was seen, and what becomes of it, in words.
    public var message: String { what + (fate.map { "; " + $0 } ?? "") }

    /// What was seen, in words.
    var what: String {
        switch code {
        case .duplicateMember: "the member \"\(detail)\" stands more than once in this object"
        case .misshapenCompanion: "\(detail) stands where an object or null belongs"
        case .emptyCompanion: "an empty object stands beside the value"
        case .companionMismatch: "\(detail) is an array where the value beside it is none, or the other way round"
        case .unknownAttribute: "the attribute \(detail) is unknown here"
        case .strayText: "text between elements (\"\(detail.prefix(40))\")"
        case .wrongNamespace: detail.isEmpty ? "an element without a namespace" : "an element in the wrong namespace \(detail)"
        case .resourceCount: "exactly one resource must stand here, not \(detail)"
        }
    }

    /// What a reader does with it.
    private var fate: String? {
        switch code {
        case .duplicateMember: "all of them are kept"
        case .misshapenCompanion, .emptyCompanion, .unknownAttribute, .strayText: "it is left out"
        case .companionMismatch: "it is put in order"
        case .wrongNamespace: "it is read as FHIR's, http://hl7.org/fhir"
        case .resourceCount: nil
        }
    }

    /// The tree does not hold what was seen, so no writer can carry it.
    public var isLoss: Bool { code == .misshapenCompanion || code == .unknownAttribute || code == .strayText }
}
