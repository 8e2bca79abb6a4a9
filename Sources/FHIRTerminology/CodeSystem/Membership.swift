/// Whether a code is in a value set or code system.
public enum Membership: Sendable, Hashable {
    /// It is.
    case member
    /// It is not.
    case notMember
    /// That cannot be said here.
    case notChecked(NotCheckedReason)

    /// Whether it is; nil if that cannot be said.
    public var isMember: Bool? {
        switch self {
        case .member: true
        case .notMember: false
        case .notChecked: nil
        }
    }
}

/// Why a code could not be checked.
public enum NotCheckedReason: Sendable, Hashable, CustomStringConvertible {
    /// The value set is not at hand.
    case unknownValueSet(String)
    /// The code system is not at hand.
    case unknownCodeSystem(String)
    /// The definition of the code system does not list all its codes.
    case incompleteCodeSystem(String)
    /// The profile is not at hand.
    case unknownProfile(String)
    /// A filter that is not evaluated here.
    case unsupportedFilter(String)
    /// The value set includes itself.
    case circularValueSet(String)
    /// The value set says nothing about its codes.
    case emptyValueSet(String)

    /// The reason in words that go after "not checked: ".
    public var description: String {
        switch self {
        case .unknownValueSet(let url): "the value set \(url) is not at hand"
        case .unknownCodeSystem(let url): "the code system \(url) is not at hand"
        case .incompleteCodeSystem(let url): "the definition of the code system \(url) does not list all its codes"
        case .unknownProfile(let url): "the profile \(url) is not at hand"
        case .unsupportedFilter(let filter): "the filter \(filter) is not supported"
        case .circularValueSet(let url): "the value set \(url) includes itself"
        case .emptyValueSet(let url): "the value set \(url) says nothing about its codes"
        }
    }
}

extension Membership {
    /// Both must hold.
    func and(_ other: Membership) -> Membership {
        switch (self, other) {
        case (.notMember, _), (_, .notMember): .notMember
        case (.notChecked, _): self
        default: other
        }
    }

    /// One of both must hold.
    func or(_ other: Membership) -> Membership {
        switch (self, other) {
        case (.member, _), (_, .member): .member
        case (.notChecked, _): self
        default: other
        }
    }
}
