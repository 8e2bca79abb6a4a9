import YAML

/// A number: a count, an age, a laboratory value. The digits are kept as they stand.
struct NumberKind: CellKind {
    /// Whether it is a plain whole number (``CaseRecord/Value/integer(_:)``); otherwise it is a quantity.
    var isInteger = false
    /// Whether parts of a whole are refused.
    var wantsWhole = false
    /// Whether `<5` and its like are read.
    var readsComparators = false
    /// The UCUM unit.
    var ucum: String?
    /// The unit as people print it, where that is not the UCUM code.
    var unit: String?
    var range: ClosedRange<Double>?
    /// What stands before the decimals.
    var decimalMark: Character = "."

    var form: ValueForm { isInteger ? .integer : .quantity }
    var samples: [CellContent] {
        let number = range.map { $0.contains(1) ? 1 : $0.lowerBound.rounded(.up) } ?? 1
        return contents(of: [number.plainWords])
    }

    func read(_ text: String) -> Readout {
        var digits = text.trimmed
        var comparator: String?
        if readsComparators {
            comparator = ["<=", ">=", "<", ">"].first { digits.hasPrefix($0) }
            digits = String(digits.dropFirst(comparator?.count ?? 0)).trimmed
        }
        if decimalMark != "." {
            guard !digits.contains(".") else {
                return .fault(.unreadable, "it is no number with '\(decimalMark)' before the decimals")
            }
            digits = String(digits.map { $0 == decimalMark ? "." : $0 })
        }
        guard let number = DecimalText(rawValue: digits), let value = Double(digits) else {
            return .fault(.unreadable, "it is no number")
        }
        if isInteger || wantsWhole, Int(digits) == nil { return .fault(.unreadable, "it is no whole number") }
        if let range, !range.contains(value) { return .fault(.outOfRange, "it is not within \(range.words)") }
        return .value(isInteger ? Node(plain: digits) : quantity(number, comparator))
    }

    private func quantity(_ number: DecimalText, _ comparator: String?) -> Node {
        var entries = [Node.Entry("value", Node(plain: number.rawValue))]
        if let comparator { entries.append(Node.Entry("comparator", Node(text: comparator))) }
        if let unit { entries.append(Node.Entry("unit", Node(text: unit))) }
        if let ucum { entries.append(Node.Entry("ucum", Node(text: ucum))) }
        return Node(mapping: entries)
    }

    func write(_ value: Node) -> String? {
        guard let digits = (isInteger ? value : value["value"])?.scalar?.text else { return nil }
        let comparator = isInteger ? "" : value["comparator"]?.scalar?.text ?? ""
        return comparator + (decimalMark == "." ? digits : String(digits.map { $0 == "." ? decimalMark : $0 }))
    }

    func number(_ value: Node) -> Double? {
        (isInteger ? value : value["value"])?.scalar.flatMap { Double($0.text) }
    }
}

extension ClosedRange<Double> {
    /// As `0 to 120`.
    var words: String { "\(lowerBound.plainWords) to \(upperBound.plainWords)" }
}

extension Double {
    /// Without `.0` for a whole number.
    var plainWords: String { Int(exactly: self).map(String.init) ?? String(self) }
}
