import FHIRCore

extension ValidationOutcome {
    /// The findings for people: a head with file, place, severity and path, the message, the source line with a caret, the profile.
    ///
    ///     patient.json:4:16: error at Patient.birthDate
    ///       "1974-02-30" is not a valid date: the month has no such day
    ///         4 |   "birthDate": "1974-02-30",
    ///           |                ^
    /// - Parameters:
    ///   - least: the least severity that is shown.
    ///   - most: at most so many findings; a line says how many more there are.
    public func text(least: Severity = .information, most: Int = Int.max) -> String {
        let all: [ValidationIssue] = issues.filter { $0.severity >= least }
        var text: String = ""
        for issue in all.prefix(most) { text += head(issue) + "  " + issue.message + "\n" + excerpt(issue) + origin(issue) }
        if all.count > most { text += "… and \(all.count - most) more\n" }
        return text
    }

    /// One line: what was found in all.
    public var summary: String {
        let name: String = source.isEmpty ? "" : source + ": "
        if count(.fatal) > 0 { return name + "could not be checked" }
        let parts: [String] = [Severity.error, .warning, .information].compactMap { severity in
            let count: Int = self.count(severity)
            if count == 0 { return nil }
            return severity == .information ? "\(count) information" : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return name
            + (parts.isEmpty ? "valid, nothing to report" : (count(.error) == 0 ? "valid, " : "") + parts.joined(separator: ", "))
    }

    private func head(_ issue: ValidationIssue) -> String {
        var place: String = source
        if let position = issue.position { place += (place.isEmpty ? "" : ":") + position.description }
        let path: String = issue.path.isEmpty ? "" : " at \(issue.path)"
        return (place.isEmpty ? "" : place + ": ") + issue.severity.rawValue + path + "\n"
    }

    private func origin(_ issue: ValidationIssue) -> String {
        guard let profile = issue.profile else { return "" }
        return "  profile: \(profile)" + (issue.rule.map { " (\($0))" } ?? "") + "\n"
    }

    /// The source line around the place, at most 100 columns of it, with a caret below.
    private func excerpt(_ issue: ValidationIssue) -> String {
        guard let position = issue.position, let tree, let line = window(position, tree) else { return "" }
        let number = String(position.line)
        let margin = String(repeating: " ", count: number.count)
        return "    \(number) | \(line.text)\n    \(margin) | \(String(repeating: " ", count: line.caret))^\n"
    }

    private func window(_ position: SourcePosition, _ tree: ElementTree) -> (text: String, caret: Int)? {
        tree.withSourceBytes { bytes in
            let limit: Int = min(position.offset, bytes.count)
            let isEnd: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
            var start: Int = limit
            while start > 0, limit - start < 70, !isEnd(bytes[start - 1]) { start -= 1 }
            while start < limit, bytes[start] & 0xC0 == 0x80 { start += 1 }
            var end: Int = limit
            while end < bytes.count, end - limit < 70, !isEnd(bytes[end]) { end += 1 }
            while end < bytes.count, end > limit, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            let before: String = plain(bytes[start..<limit])
            return (before + plain(bytes[limit..<end]), before.unicodeScalars.count)
        }
    }

    private func plain(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        String(String.UnicodeScalarView(String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }
}
