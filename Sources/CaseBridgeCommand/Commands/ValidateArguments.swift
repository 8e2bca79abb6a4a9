import ArgumentParsing
import CaseBridge

extension ValidationOptions.ReferenceCheck: ExpressibleByArgument {}

extension ValidationOptions.BundleRule: ExpressibleByArgument {
    /// `Patient:0=http://example.org/StructureDefinition/case-patient`; without `:0` for all patients, without `Patient:` for the first
    /// entry.
    public init?(argument: String) {
        guard let pair = KeyedValue(argument: argument) else { return nil }
        let parts: [Substring] = pair.key.split(separator: ":", omittingEmptySubsequences: false)
        let index: Int? = parts.last.flatMap { Int($0) }
        if let index, index < 0 { return nil }
        switch parts.count {
        case 1 where !parts[0].isEmpty: self.init(type: index == nil ? pair.key : nil, index: index, profile: pair.value)
        case 2 where index != nil && !parts[0].isEmpty: self.init(type: String(parts[0]), index: index, profile: pair.value)
        default: return nil
        }
    }
}

/// `key=value`, split at the first equals sign.
struct KeyedValue: ExpressibleByArgument {
    let key: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        key = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
        if value.isEmpty { return nil }
    }
}

/// A severity that can be left out.
enum OptionalSeverity: String, CaseIterable, ExpressibleByArgument {
    case ignore, hint, warning, error

    /// Nil to leave it out.
    var severity: Severity? {
        switch self {
        case .ignore: nil
        case .hint: .information
        case .warning: .warning
        case .error: .error
        }
    }
}

/// The FHIR versions that can be named.
enum FHIRVersion: String, CaseIterable, ExpressibleByArgument {
    case r4 = "4.0.1"

    init?(argument: String) {
        guard ["4.0.1", "4.0", "r4"].contains(argument.lowercased()) else { return nil }
        self = .r4
    }
}
