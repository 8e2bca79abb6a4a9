import YAML

/// A date, as exactly as the cell has it: by itself `2015`, `2015-02` or `2015-02-09`, or in the form that the mapping gives.
struct DateKind: CellKind {
    /// The places of year, month and day: `DD/MM/YYYY`. Nil reads the partial forms above.
    var pattern: String?
    /// The years that can be.
    var years: ClosedRange<Double> = 1800...2100

    var form: ValueForm { .date }
    var samples: [CellContent] {
        let year = String(Int(years.lowerBound))
        return contents(of: [pattern.map { fill($0, ["Y": year, "M": "01", "D": "01"]) } ?? year])
    }

    func read(_ text: String) -> Readout {
        let text = text.trimmed
        if pattern == nil, text.utf8.count != 4, let year = Double(text), year.rounded() == year {
            return .fault(.outOfRange, "the year is not within \(years.words)")
        }
        guard let iso = isoText(text), let date = CaseRecord.PartialDate(rawValue: iso), iso.utf8.count <= 10, isPossible(iso)
        else {
            return .fault(
                .unreadable, "it is no date: \(pattern.map { "the form is \($0)" } ?? "write 2015, 2015-02 or 2015-02-09")")
        }
        guard let year = Double(iso.prefix(4)), years.contains(year) else {
            return .fault(.outOfRange, "the year is not within \(years.words)")
        }
        return .value(Node(text: date.rawValue))
    }

    func write(_ value: Node) -> String? {
        guard let iso = value.scalar?.text else { return nil }
        guard let pattern else { return iso }
        let parts = iso.split(separator: "-").map(String.init)
        guard parts.count == pieces(pattern).count else { return nil }
        return fill(pattern, Dictionary(uniqueKeysWithValues: zip("YMD", parts)))
    }

    /// Which of year, month and day the form has.
    private func pieces(_ pattern: String) -> [Character] { "YMD".filter { pattern.contains($0) } }

    /// The form with its runs of Y, M and D replaced.
    private func fill(_ pattern: String, _ parts: [Character: String]) -> String {
        var text = ""
        var last: Character?
        for letter in pattern {
            if let part = parts[letter] {
                if letter != last { text += part }
            } else {
                text.append(letter)
            }
            last = letter
        }
        return text
    }

    private func isoText(_ text: String) -> String? {
        guard let pattern else { return text }
        guard pattern.count == text.count else { return nil }
        var parts: [Character: String] = [:]
        for (letter, character) in zip(pattern, text) {
            if "YMD".contains(letter) {
                parts[letter, default: ""].append(character)
            } else if letter != character {
                return nil
            }
        }
        return "YMD".compactMap { parts[$0] }.joined(separator: "-")
    }

    private func isPossible(_ iso: String) -> Bool {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard parts.count > 1 else { return true }
        guard (1...12).contains(parts[1]) else { return false }
        guard parts.count > 2 else { return true }
        let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
        return (1...(parts[1] == 2 && !isLeap ? 28 : days[parts[1] - 1])).contains(parts[2])
    }

    func number(_ value: Node) -> Double? { value.scalar.flatMap { Double($0.text.prefix(4)) } }
}
