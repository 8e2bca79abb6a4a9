import CDefinitions
import FHIRCore

/// The alphabetic currency codes of ISO 4217 that are in use.
public enum Currency {
    private static var list: SortedLines { SortedLines(cb_currencies()) }

    /// Whether the three capitals are the code of a currency.
    public static func isValid(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        code.count == 3 && list.rest(kind: "", code, foldingCase: false) != nil
    }

    /// Whether the text is the code of a currency; a code in small letters is suggested in capitals.
    public static func check(_ code: String) -> GrammarOutcome {
        if name(of: code) != nil { return .valid }
        let capitals: String = code.uppercased().filter { $0 != " " }
        return .invalid(
            reason: "'\(code)' is no alphabetic currency code of ISO 4217",
            suggestion: name(of: capitals) == nil ? nil : capitals)
    }

    /// The English name of a currency by its code.
    public static func name(of code: String) -> String? {
        var code: String = code
        return code.withUTF8 { bytes in
            guard bytes.count == 3 else { return nil }
            return list.rest(kind: "", bytes, foldingCase: false).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
