/// Wrapped text and two-column lists for a page of a given width.
enum TextColumns {
    /// Where the second column begins.
    static let second = 26
    /// A page narrower than this is written as if it were this wide.
    static let narrowest = 40

    /// `text` broken at spaces so that no line is longer than `width`; line breaks in it stay, a longer word stands alone.
    static func wrap(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine($0, width: width) }
    }

    private static func wrapLine(_ line: Substring, width: Int) -> [String] {
        var lines: [String] = []
        var current = String(line.prefix { $0 == " " })
        var isEmpty = true
        for word in line.split(separator: " ") {
            if !isEmpty, current.count + 1 + word.count > width {
                lines.append(current)
                current = ""
                isEmpty = true
            }
            current += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [current]
    }

    /// A label and what is said of it: on its line where there is room, below it otherwise.
    static func entry(_ label: String, _ text: String, width: Int) -> [String] {
        let start = "  " + label
        let indent = String(repeating: " ", count: second)
        guard !text.isEmpty else { return [start] }
        var lines = wrap(text, width: width - second).map { $0.isEmpty ? "" : indent + $0 }
        if start.count + 2 <= second {
            lines[0] = start + lines[0].dropFirst(start.count)
            return lines
        }
        return [start] + lines
    }
}
