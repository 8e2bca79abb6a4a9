/// Guesses the symbol that was meant by one that is no unit.
enum SymbolGuess {
    /// A symbol of UCUM, with or without prefix, or nil.
    static func symbol(for text: String) -> String? {
        let lower: String = text.lowercased()
        if let known: String = customary(lower) { return known }
        let micro: String = "u" + text.dropFirst(2)
        if lower.hasPrefix("mc"), UnitSuggestion.isValid(micro) { return micro }
        let singular: String = String(text.dropLast())
        if lower.hasSuffix("s"), text.count > 2, UnitSuggestion.isValid(singular) { return singular }
        let guess: SymbolSearch = SymbolSearch(text)
        return guess.sameLetters() ?? guess.prefixed() ?? guess.named() ?? guess.oneLetterOff()
    }

    /// Abbreviations in daily use that no rule finds.
    private static func customary(_ lower: String) -> String? {
        switch lower {
        case "sec", "secs": "s"
        case "hr", "hrs": "h"
        case "yr", "yrs": "a"
        case "mth", "mths", "mon": "mo"
        case "gm", "gms", "gr": "g"
        case "cc", "ccm": "cm3"
        case "mcg": "ug"
        case "lb", "lbs": "[lb_av]"
        case "oz": "[oz_av]"
        case "in", "inch", "inches": "[in_i]"
        case "ft", "foot", "feet": "[ft_i]"
        case "yd": "[yd_i]"
        case "mi", "mile", "miles": "[mi_i]"
        case "mph": "[mi_i]/h"
        case "tsp": "[tsp_us]"
        case "tbsp": "[tbs_us]"
        case "degc", "celsius", "centigrade": "Cel"
        case "fahrenheit": "[degF]"
        case "bpm": "/min"
        case "percent", "pct": "%"
        case "litre", "litres": "L"
        case "metre", "metres": "m"
        default: nil
        }
    }
}

/// Looks through the whole table for symbols like one text.
private struct SymbolSearch {
    private let text: String
    private let folded: [UInt8]
    private let table: UnitTable = .embedded

    init(_ text: String) {
        self.text = text
        folded = SymbolSearch.fold(text)
    }

    /// Letters and digits without regard to case: brackets and apostrophes are what people leave out.
    private static func fold(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "'"): nil
            default: byte
            }
        }
    }

    /// The atom whose letters are the same; one with the same case before others.
    func sameLetters() -> String? {
        var found: String?
        for unit in 0..<table.unitCount {
            let code: String = table.code(unit)
            guard SymbolSearch.fold(code) == folded else { continue }
            if code.contains(text) { return code }
            found = found ?? code
        }
        return found
    }

    /// A prefix and an atom. Capitals throughout are taken for UCUM's case-insensitive codes, where MG is the milligram.
    func prefixed() -> String? {
        let isCapital: Bool = text == text.uppercased()
        let insensitive: String? = prefixed { SymbolSearch.fold($0.insensitiveCode) }
        if isCapital, let insensitive { return insensitive }
        return prefixed { Array($0.code.utf8) } ?? insensitive
    }

    private func prefixed(_ prefixCode: (UnitTable.Names) -> [UInt8]) -> String? {
        for prefix in 0..<table.prefixCount {
            let names: UnitTable.Names = table.names(ofPrefix: prefix)
            let code: [UInt8] = prefixCode(names)
            let isExact: Bool = text.utf8.starts(with: code)
            guard isExact || folded.starts(with: code) else { continue }
            let rest: ArraySlice<UInt8> = folded.dropFirst(code.count)
            var found: String?
            for unit in 0..<table.unitCount where table.isMetric(unit) {
                let unitCode: String = table.code(unit)
                guard rest.elementsEqual(SymbolSearch.fold(unitCode)) else { continue }
                if text.hasSuffix(unitCode) { return names.code + unitCode }
                found = found ?? names.code + unitCode
            }
            if let found { return found }
        }
        return nil
    }

    /// The unit by its English name, also in the plural and with a prefix's name before it.
    func named() -> String? {
        let name: String = text.lowercased()
        let singular: String = name.hasSuffix("s") ? String(name.dropLast()) : name
        if let unit: String = atom(named: name) ?? atom(named: singular) { return unit }
        for prefix in 0..<table.prefixCount {
            let names: UnitTable.Names = table.names(ofPrefix: prefix)
            guard singular.hasPrefix(names.name), let unit: String = atom(named: String(singular.dropFirst(names.name.count))),
                UnitSuggestion.isValid(names.code + unit)
            else { continue }
            return names.code + unit
        }
        return nil
    }

    private func atom(named name: String) -> String? {
        for unit in 0..<table.unitCount {
            let names: UnitTable.Names = table.names(unit)
            if names.name.lowercased() == name { return names.code }
        }
        return nil
    }

    /// An atom of at least three letters that differs in one.
    func oneLetterOff() -> String? {
        guard folded.count >= 3 else { return nil }
        for unit in 0..<table.unitCount {
            let code: String = table.code(unit)
            if isOneOff(SymbolSearch.fold(code)) { return code }
        }
        return nil
    }

    /// Whether one letter changed, was left out, put in, or changed places with its neighbour.
    private func isOneOff(_ other: [UInt8]) -> Bool {
        guard other.count >= 3, abs(other.count - folded.count) <= 1 else { return false }
        var start: Int = 0
        while start < min(other.count, folded.count), other[start] == folded[start] { start += 1 }
        let (mine, theirs): (ArraySlice<UInt8>, ArraySlice<UInt8>) = (folded[start...], other[start...])
        if mine.count == theirs.count {
            if mine.dropFirst() == theirs.dropFirst() { return true }
            return mine.count >= 2 && mine.dropFirst(2) == theirs.dropFirst(2)
                && mine[start] == theirs[start + 1] && mine[start + 1] == theirs[start]
        }
        return mine.count > theirs.count ? mine.dropFirst() == theirs : mine == theirs.dropFirst()
    }
}
