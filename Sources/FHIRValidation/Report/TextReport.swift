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

    /// The source line around the place with a caret below.
    private func excerpt(_ issue: ValidationIssue) -> String {
        guard let position = issue.position, let tree,
            let excerpt = tree.withSourceBytes({ SourceExcerpt(offset: position.offset, in: $0) })
        else { return "" }
        let number = String(position.line)
        let margins: [String] = [number, String(repeating: " ", count: number.count)]
        return zip(margins, excerpt.lines).map { "    \($0) | \($1)\n" }.joined()
    }
}
