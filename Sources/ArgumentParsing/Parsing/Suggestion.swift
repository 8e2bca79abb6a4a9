/// The name that a misspelt one was meant to be.
enum Suggestion {
    /// The candidate that differs by the fewest slips, or the only one that begins with the word; nil if none is near.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let plain = withoutDashes(word)
        guard !plain.isEmpty else { return nil }
        let allowed = max(1, plain.count / 3)
        var best: (candidate: String, slips: Int)?
        for candidate in candidates {
            let other = withoutDashes(candidate)
            // One letter is near every other one.
            guard other.count > 1 || other == plain else { continue }
            let slips = distance(plain, other)
            if slips <= allowed, slips < (best?.slips ?? .max) { best = (candidate, slips) }
        }
        if let best { return best.candidate }
        let begun = candidates.filter { plain.count > 1 && withoutDashes($0).hasPrefix(plain) }
        return begun.count == 1 ? begun[0] : nil
    }

    private static func withoutDashes(_ word: String) -> [Character] {
        Array(word.drop { $0 == "-" }.lowercased()).map { $0 == "_" ? "-" : $0 }
    }

    /// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment).
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var slips = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { slips = min(slips, beforeLast[j - 1] + 1) }
                row.append(slips)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}

extension [Character] {
    fileprivate func hasPrefix(_ other: [Character]) -> Bool { starts(with: other) }
}
