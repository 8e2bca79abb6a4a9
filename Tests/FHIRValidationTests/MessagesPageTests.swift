import FoundationEssentials
import Testing

/// `docs/messages.md` lists every message id that stands in the sources: `make messages` makes it.
@Suite("The page of all messages")
struct MessagesPageTests {
    private static let root: String = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
        separator: "/")

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: MessagesPageTests.root + "/" + path)), as: UTF8.self)
    }

    @Test("is not stale")
    func complete() throws {
        let folder: String = MessagesPageTests.root + "/Sources/FHIRValidation"
        let literal: Regex<(Substring, Substring)> = /MessageID\(\s*"([^"\\]+)"\s*\)/
        var ids: Set<String> = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
            for match in try text("Sources/FHIRValidation/" + name).matches(of: literal) { ids.insert(String(match.output.1)) }
        }
        let page: String = try text("docs/messages.md")
        let listed: Set<String> = Set(page.matches(of: /(?m)^\| `([^`]+)` \|/).map { String($0.output.1) })
        #expect(ids.count > 50)
        #expect(ids.subtracting(listed).sorted() == [], "run `make messages`")
        #expect(listed.count == page.matches(of: /(?m)^\| `/).count, "an id stands twice")
    }
}
