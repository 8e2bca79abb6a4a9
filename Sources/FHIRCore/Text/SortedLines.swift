import CDefinitions

/// A list of lines in an embedded file, sorted bytewise: searched in place, never decoded.
package struct SortedLines {
    private let start: UnsafePointer<UInt8>
    private let count: Int

    /// The lines of an embedded file.
    package init(_ file: cb_embedded) {
        start = file.bytes
        count = file.count
    }

    /// What follows the key on the line that starts with `kind` and the key and then ends or goes on with a space; nil if there is none.
    ///
    /// With `foldingCase` the key's capitals are read as small letters.
    package func rest(kind: StaticString, _ key: UnsafeBufferPointer<UInt8>, foldingCase: Bool) -> UnsafeBufferPointer<UInt8>? {
        var low: Int = 0
        var high: Int = count
        while low < high {
            var line: Int = (low + high) / 2
            while line > low, start[line - 1] != UInt8(ascii: "\n") { line -= 1 }
            var end: Int = line
            while end < count, start[end] != UInt8(ascii: "\n") { end += 1 }
            let order: Int = compare(line..<end, kind, key, foldingCase)
            if order == 0 {
                let after: Int = min(end, line + kind.utf8CodeUnitCount + key.count + 1)
                return UnsafeBufferPointer(start: start + after, count: end - after)
            }
            if order < 0 { low = end + 1 } else { high = line }
        }
        return nil
    }

    /// Below 0 where the line stands before the key, above 0 where it stands after.
    private func compare(
        _ line: Range<Int>, _ kind: StaticString, _ key: UnsafeBufferPointer<UInt8>, _ foldingCase: Bool
    ) -> Int {
        let kindLength: Int = kind.utf8CodeUnitCount
        for index in 0..<(kindLength + key.count) {
            guard line.lowerBound + index < line.upperBound else { return -1 }
            let wanted: UInt8 = index < kindLength ? kind.utf8Start[index] : key[index - kindLength].folded(foldingCase)
            let order: Int = Int(start[line.lowerBound + index]) - Int(wanted)
            if order != 0 { return order }
        }
        let next: Int = line.lowerBound + kindLength + key.count
        return next == line.upperBound || start[next] == UInt8(ascii: " ") ? 0 : 1
    }
}

extension UInt8 {
    /// The small letter of a capital.
    @inline(__always)
    package func folded(_ folding: Bool = true) -> UInt8 { folding && self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    @inline(__always)
    package var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
