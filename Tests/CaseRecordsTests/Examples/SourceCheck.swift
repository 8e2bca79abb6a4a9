import CaseRecords
import Testing

/// Compares source spans with the report that they point into.
struct SourceCheck {
    let lines: [String]

    func check(_ spans: [CaseRecord.SourceSpan]) {
        for span in spans {
            #expect(span.lastLine <= lines.count, "\(span.place): the report has \(lines.count) lines")
            guard span.lastLine <= lines.count else { continue }
            let text = lines[(span.firstLine - 1)..<span.lastLine].joined(separator: "\n")
            #expect(text.contains { !$0.isWhitespace }, "\(span.place): nothing but blank lines")
            guard let quote = span.quote else { continue }
            #expect(folded(text).contains(folded(quote)), "\(span.place): '\(quote)' is not there")
            #expect(quote.count <= 50, "\(span.place): a quote is a few words, not a sentence")
        }
    }

    /// White space and hyphens at line ends are the printer's.
    private func folded(_ text: String) -> String {
        var folded = ""
        for line in text.split(separator: "\n") {
            let line = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if line.isEmpty { continue }
            if folded.last == "-" { folded.removeLast() } else if !folded.isEmpty { folded += " " }
            folded += line
        }
        return folded
    }
}
