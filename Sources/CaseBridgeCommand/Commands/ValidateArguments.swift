import ArgumentParsing
import CaseBridge

extension ValidationOptions.ReferenceCheck: ExpressibleByArgument {}

extension ValidationOptions.BundleRule: ExpressibleByArgument {
    /// `Patient:0=http://example.org/StructureDefinition/case-patient`.
    public init?(argument: String) {
        guard let pair = KeyedValue(argument: argument), let colon = pair.key.lastIndex(of: ":"),
            let index = Int(pair.key[pair.key.index(after: colon)...]), index >= 0, colon != pair.key.startIndex
        else { return nil }
        self.init(type: String(pair.key[..<colon]), index: index, profile: pair.value)
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
