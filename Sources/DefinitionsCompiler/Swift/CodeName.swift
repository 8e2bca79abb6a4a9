/// Names of the static members of a code type.
enum CodeName {
    /// A name for every code, unique among them: "entered-in-error" gives `enteredInError`, "<" `lessThan`, "4.0.1" `v4_0_1`.
    static func members(of codes: [String]) -> [(name: String, code: String)] {
        var taken: Set<String> = ["element", "typeName", "rawValue"]
        return codes.map { code in
            let base: String = base(code)
            var name: String = base
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(base)\(number)"
                number += 1
            }
            return (name, code)
        }
    }

    private static func base(_ code: String) -> String {
        if let symbol = symbols[code] { return symbol }
        let words: [Substring] = SwiftName.words(code)
        guard let first = words.first else { return "code" }
        if first.first?.isNumber == true { return "v" + words.joined(separator: "_") }
        return lowercasedStart(first) + words.dropFirst().map { SwiftName.capitalised(String($0)) }.joined()
    }

    /// "Patient" gives `patient`, "DELETE" `delete`, "CPAPMask" `cpapMask`.
    private static func lowercasedStart(_ word: Substring) -> String {
        let capitals: Int = word.prefix { $0.isUppercase }.count
        if capitals == word.count || capitals <= 1 {
            return word.prefix(max(capitals, 1)).lowercased() + word.dropFirst(max(capitals, 1))
        }
        return word.prefix(capitals - 1).lowercased() + word.dropFirst(capitals - 1)
    }

    private static let symbols: [String: String] = [
        "<": "lessThan", "<=": "lessOrEqual", ">": "greaterThan", ">=": "greaterOrEqual", "=": "equal", "!=": "notEqual",
        "+": "plus", "-": "minus",
    ]
}
