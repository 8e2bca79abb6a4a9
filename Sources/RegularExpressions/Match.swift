/// Where a match and its groups lie, in bytes of UTF-8 from the start of the text.
public struct Captures: Sendable {
    /// By group, from 0 for the whole match.
    let ranges: [Range<Int>?]
    private let names: [String: [Int]]

    init(ranges: [Range<Int>?], names: [String: [Int]]) {
        self.ranges = ranges
        self.names = names
    }

    /// Where the whole match lies.
    public var range: Range<Int> { ranges.first.flatMap { $0 } ?? 0..<0 }

    /// Where a group lies, 0 being the whole match; nil for a group that took no part or does not exist.
    public func range(of group: Int) -> Range<Int>? {
        ranges.indices.contains(group) ? ranges[group] : nil
    }

    /// Where a named group lies; nil for a group that took no part or does not exist.
    public func range(of name: String) -> Range<Int>? {
        names[name]?.lazy.compactMap { range(of: $0) }.first
    }
}

/// A match in a string.
public struct Match: Sendable {
    /// Where it and its groups lie, in bytes of UTF-8.
    public let captures: Captures
    /// The string that was searched.
    public let subject: String

    init(captures: Captures, subject: String) {
        self.captures = captures
        self.subject = subject
    }

    /// The text of the whole match.
    public var text: Substring { text(captures.range) }

    /// The text of a group, 0 being the whole match; nil for a group that took no part or does not exist.
    public subscript(group: Int) -> Substring? { captures.range(of: group).map(text) }

    /// The text of a named group; nil for a group that took no part or does not exist.
    public subscript(name: String) -> Substring? { captures.range(of: name).map(text) }

    private func text(_ range: Range<Int>) -> Substring {
        let start = subject.utf8.index(subject.startIndex, offsetBy: range.lowerBound)
        let end = subject.utf8.index(start, offsetBy: range.count)
        return subject[start..<end]
    }
}
