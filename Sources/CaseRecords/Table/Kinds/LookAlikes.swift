/// Greek and Cyrillic letters, and full-width forms, that look like Latin ones. Unicode normalisation (NFKC) does not fold the first two.
enum LookAlikes {
    /// A letter that was taken for another.
    struct Fold: Hashable, Sendable {
        let from: Unicode.Scalar
        let to: Unicode.Scalar

        /// As `U+039C GREEK CAPITAL LETTER MU read as 'M'`.
        var description: String {
            let digits = String(from.value, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return "U+\(code) \(from.properties.name ?? "(no name)") read as '\(to)'"
        }
    }

    /// The pairs: look-alike, then the Latin letter.
    private static let pairs = """
        ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo \
        АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЈJ ЅS аa еe оo рp сc уy хx іi јj ѕs
        """

    private static let table: [Unicode.Scalar: Unicode.Scalar] = {
        let letters = pairs.split(separator: " ").map { Array($0.unicodeScalars) }
        return Dictionary(uniqueKeysWithValues: letters.map { ($0[0], $0[1]) })
    }()

    /// The text in Latin letters, and what was folded; nil where nothing looks alike.
    static func fold(_ text: String) -> (text: String, folds: [Fold])? {
        var folded = String.UnicodeScalarView()
        var folds: [Fold] = []
        for scalar in text.unicodeScalars {
            guard let latin = table[scalar] ?? halfWidth(scalar) else {
                folded.append(scalar)
                continue
            }
            folded.append(latin)
            folds.append(Fold(from: scalar, to: latin))
        }
        return folds.isEmpty ? nil : (String(folded), folds)
    }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
    }

    /// Reads a cell of a coded column: as it stands, and where that fails in Latin letters, with a warning for each that was folded.
    static func read(_ text: String, _ body: (String) -> Readout) -> Readout {
        let plain = body(text)
        guard case .fault = plain, let (folded, folds) = fold(text),
            case .content(let content, let remarks, let evidence) = body(folded)
        else { return plain }
        let warnings = folds.map { Remark(severity: .warning, code: .lookAlike, message: $0.description) }
        return .content(content, remarks: warnings + remarks, evidence: evidence)
    }
}
