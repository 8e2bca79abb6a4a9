import UCUM

/// What a grammar says of a code.
public enum GrammarOutcome: Hashable, Sendable {
    /// The code belongs to the system.
    case valid
    /// It does not: why, as part of a sentence, and what may have been meant.
    case invalid(reason: String, suggestion: String?)

    /// Whether the code belongs to the system.
    public var isValid: Bool { self == .valid }
}

/// The code systems whose codes are made by a grammar or stand in a registry of their own, so that no `CodeSystem` lists them.
///
/// FHIR R4 names them in section 4.3 (Using codes in resources, code systems with URIs of their own).
public enum CodeGrammar: String, Sendable, CaseIterable {
    /// Languages: IETF BCP 47.
    case languages = "urn:ietf:bcp:47"
    /// Media types: IETF BCP 13.
    case mediaTypes = "urn:ietf:bcp:13"
    /// Currencies: ISO 4217.
    case currencies = "urn:iso:std:iso:4217"
    /// Units of measure: UCUM.
    case units = "http://unitsofmeasure.org"

    /// The grammar of the code system with that canonical URL, if it has one.
    public init?(system: String) {
        self.init(rawValue: system)
    }

    /// Whether the code belongs to the system. Nothing is allocated.
    public func isValid(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .languages: LanguageTag.isValid(code)
        case .mediaTypes: MediaType.isValid(code)
        case .currencies: Currency.isValid(code)
        case .units: Unit.isValid(code)
        }
    }

    /// Whether the code belongs to the system.
    public func isValid(_ code: String) -> Bool {
        var code: String = code
        return code.withUTF8 { isValid($0) }
    }

    /// Whether the code belongs to the system, and if not, why not and what may have been meant.
    public func check(_ code: String) -> GrammarOutcome {
        switch self {
        case .languages: return LanguageTag.check(code)
        case .mediaTypes: return MediaType.check(code)
        case .currencies: return Currency.check(code)
        case .units:
            do throws(UnitError) {
                _ = try Unit(code)
                return .valid
            } catch {
                return .invalid(reason: error.reason, suggestion: error.suggestion)
            }
        }
    }
}
