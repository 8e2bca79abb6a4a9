/// The name that was probably meant: the nearest by edit distance, if it is near enough: a third of its length, at most three, and at
/// least one. Of one or two letters too little is left then: there only upper and lower case may differ.
package func nearest(to name: String, among names: [String]) -> String? {
    let wanted: [UInt8] = Array(name.lowercased().utf8.prefix(64))
    var best: (name: String, distance: Int)?
    for candidate in names {
        let distance: Int = editDistance(wanted, Array(candidate.lowercased().utf8.prefix(64)))
        let allowed: Int = candidate.utf8.count < 3 ? 0 : min(3, max(1, candidate.utf8.count / 3))
        if distance <= allowed, distance < best?.distance ?? Int.max {
            best = (candidate, distance)
        }
    }
    return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours that make one word of the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last: [Int] = Array(0...right.count)
    for row in 0..<left.count {
        var current: [Int] = [row + 1]
        for column in 0..<right.count {
            let replaced: Int = last[column] + (left[row] == right[column] ? 0 : 1)
            var cost: Int = min(replaced, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
