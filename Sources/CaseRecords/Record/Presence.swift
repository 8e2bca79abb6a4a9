extension CaseRecord {
    /// Whether a finding was there, was explicitly not there, or is not known for a reason.
    ///
    /// In a file one word: `present`, `absent`, or the reason, such as `unknown` or `not-performed`.
    public enum Presence: Hashable, Sendable {
        /// It was there.
        case present
        /// It was looked for, or asked for, and not there.
        case absent
        /// The source does not tell, for a reason.
        case missing(AbsentReason)
    }
}

extension CaseRecord.Presence: SparseValue, RawRepresentable {
    /// What is listed as a finding and says nothing else was present.
    public static var silent: Self { .present }

    /// The word in a file.
    public var rawValue: String {
        switch self {
        case .present: "present"
        case .absent: "absent"
        case .missing(let reason): reason.rawValue
        }
    }

    /// Takes `present`, `absent` or a reason's code; anything else gives nil.
    public init?(rawValue: String) {
        switch rawValue {
        case "present": self = .present
        case "absent": self = .absent
        default:
            guard let reason = CaseRecord.AbsentReason(rawValue: rawValue) else { return nil }
            self = .missing(reason)
        }
    }
}
