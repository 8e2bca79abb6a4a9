import YAML

/// A number of years, months, … from an item of the record: `9` is nine years after it began.
///
/// A negative number is no duration. Only where the mapping says what it means, and by which evidence, it is a time before the item;
/// otherwise the cell cannot be right.
struct RelativeTimeKind: CellKind {
    /// The item's id.
    var event: String
    /// The UCUM unit: `a`, `mo`, `wk`, `d`.
    var ucum: String
    /// The unit as people print it, where that is not the UCUM code.
    var unit: String?
    var range: ClosedRange<Double>?
    /// What supports reading a negative number as a time before the item.
    var negativeEvidence: CellEvidence?

    var form: ValueForm { .moment }
    var samples: [CellContent] { contents(of: ["1", "0", "-1"]) }

    func read(_ text: String) -> Readout {
        let digits = text.trimmed
        guard let number = DecimalText(rawValue: digits), let value = Double(digits) else {
            return .fault(.unreadable, "it is no number")
        }
        if value < 0 {
            guard let negativeEvidence else {
                return .fault(.outOfRange, "a duration is not negative, and the mapping does not say what this means")
            }
            if let range, !range.contains(-value) { return .fault(.outOfRange, "it is not within \(range.words)") }
            let remark = Remark(
                severity: .note, code: .explained,
                message: "a negative time, read as before '\(event)' (\(negativeEvidence.text))")
            let before = time("before", DecimalText(rawValue: String(number.rawValue.dropFirst())))
            return .content(.value(before), remarks: [remark], evidence: negativeEvidence)
        }
        if let range, !range.contains(value) { return .fault(.outOfRange, "it is not within \(range.words)") }
        return .value(value == 0 ? time("during", nil) : time("after", number))
    }

    private func time(_ relation: String, _ distance: DecimalText?) -> Node {
        var entries = [Node.Entry(relation, Node(text: event))]
        if let distance {
            var amount = [Node.Entry("value", Node(plain: distance.rawValue))]
            if let unit { amount.append(Node.Entry("unit", Node(text: unit))) }
            amount.append(Node.Entry("ucum", Node(text: ucum)))
            entries.append(Node.Entry("by", Node(mapping: amount)))
        }
        return Node(mapping: entries)
    }

    func write(_ value: Node) -> String? {
        guard value["during"] == nil else { return "0" }
        guard let digits = value["by"]?["value"]?.scalar?.text else { return nil }
        return value["before"] == nil ? digits : "-" + digits
    }

    func number(_ value: Node) -> Double? { write(value).flatMap { Double($0) } }
}
