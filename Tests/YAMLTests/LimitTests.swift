import Testing
import YAML

struct LimitTests {
    @Test func depth() throws {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(try YAMLParser().documents(in: nested(100)).count == 1)
        let error = #expect(throws: YAMLError.self) { try YAMLParser().document(in: nested(101)) }
        #expect(error?.code == .tooDeep)
        #expect(error?.position == Position(line: 1, column: 101))
        #expect(throws: YAMLError.self) { try YAMLParser().document(in: nested(100_000)) }
        #expect(throws: YAMLError.self) { try YAMLParser(limits: YAMLLimits(depth: 2)).document(in: "a: {b: {c: 1}}") }
    }

    @Test func depthThroughAliases() throws {
        let text = "- &a [[1]]\n- [*a]\n"
        #expect(try YAMLParser(limits: YAMLLimits(depth: 4)).documents(in: text).count == 1)
        let error = #expect(throws: YAMLError.self) { try YAMLParser(limits: YAMLLimits(depth: 3)).document(in: text) }
        #expect(error?.code == .tooDeep)
        #expect(error?.position == Position(line: 2, column: 4))
    }

    @Test func aBillionLaughs() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        let error = #expect(throws: YAMLError.self) { try YAMLParser().document(in: text) }
        #expect(error?.code == .tooManyAliases)
    }

    @Test func aliasesUpToTheLimit() throws {
        let text = "- &a [1, 2]\n- *a\n- *a\n"
        #expect(try YAMLParser(limits: YAMLLimits(aliasedNodes: 6)).document(in: text)[2]?[1] == Node(plain: "2"))
        #expect(throws: YAMLError.self) { try YAMLParser(limits: YAMLLimits(aliasedNodes: 5)).document(in: text) }
    }
}
