import Testing
import YAML

struct WriterTests {
    @Test func blockStyleInTheOrderOfTheKeys() throws {
        let node = Node(mapping: [
            .init("subject", Node(mapping: [.init("sex", Node(text: "female")), .init("age", Node(plain: "79"))])),
            .init(
                "measurements",
                Node(sequence: [
                    Node(mapping: [.init("name", Node(text: "calcium")), .init("value", Node(plain: "2.30"))]),
                    Node(sequence: [Node(text: "a"), Node(text: "b")]),
                ])),
            .init("absent", Node(plain: "null")), .init("empty", Node(sequence: [])), .init("none", Node(mapping: [])),
        ])
        #expect(
            try YAMLWriter().text(of: node) == """
                subject:
                  sex: female
                  age: 79
                measurements:
                - name: calcium
                  value: 2.30
                - - a
                  - b
                absent: null
                empty: []
                none: {}

                """)
    }

    @Test func shortSequencesInlineWhenAsked() throws {
        let levels = Node(sequence: [Node(text: "C4"), Node(text: "a, b"), Node(plain: "5")])
        let long = Node(sequence: (1...12).map { Node(text: "level number \($0)") })
        let node = Node(mapping: [.init("levels", levels), .init("long", long), .init("nested", Node(sequence: [levels]))])
        let text = try YAMLWriter(inlinesShortSequences: true).text(of: node)
        #expect(text.hasPrefix("levels: [C4, 'a, b', 5]\nlong:\n- level number 1\n"))
        #expect(text.hasSuffix("nested:\n- [C4, 'a, b', 5]\n"))
        #expect(try YAMLParser().document(in: text).hasSameMeaning(as: node))
    }

    @Test(
        arguments: [
            ("plain text", "plain text", "nothing in it to quote"),
            ("Grüße, Σ", "Grüße, Σ", "letters of any script; a comma outside of brackets"),
            ("2015-02", "2015-02", "a partial date"), ("8480-6", "8480-6", "a code"), ("1/640", "1/640", "a titre"),
            ("http://a.b/c#d", "http://a.b/c#d", "colon and hash without spaces"), ("it's", "it's", "an apostrophe within"),
            ("x - y", "x - y", "a hyphen within"),
            ("", "\"\"", "empty"), ("5", "\"5\"", "a number"), ("2.30", "\"2.30\"", "a number"), ("-1", "\"-1\"", "a number"),
            ("1e3", "\"1e3\"", "a number"), ("0x1F", "\"0x1F\"", "a number"), (".inf", "\".inf\"", "a number"),
            ("1_000", "\"1_000\"", "a number of YAML 1.1"), ("12:30", "\"12:30\"", "base 60 in YAML 1.1"),
            ("0b1", "\"0b1\"", "a number of YAML 1.1"), ("true", "\"true\"", "a boolean"), ("FALSE", "\"FALSE\"", "a boolean"),
            ("null", "\"null\"", "null"), ("~", "\"~\"", "null"), ("yes", "\"yes\"", "a boolean of YAML 1.1"),
            ("No", "\"No\"", "a boolean of YAML 1.1"), ("off", "\"off\"", "a boolean of YAML 1.1"),
            ("N", "\"N\"", "a boolean of YAML 1.1"),
            (" a", "\" a\"", "a leading space"), ("a ", "\"a \"", "a trailing space"), ("a  b", "\"a  b\"", "two spaces"),
            ("a: b", "\"a: b\"", "a colon and a space"), ("a:", "\"a:\"", "a colon at the end"),
            ("a #b", "\"a #b\"", "a comment"),
            ("#a", "\"#a\"", "a comment"), ("- a", "\"- a\"", "an item"), ("*a", "\"*a\"", "an alias"),
            ("[a", "\"[a\"", "a bracket"),
            ("---", "\"---\"", "a marker"), ("...", "\"...\"", "a marker"), ("<<", "\"<<\"", "a merge key of YAML 1.1"),
            ("a: \"b\"", "'a: \"b\"'", "single quotes round double ones"), ("a\tb", "\"a\\tb\"", "a tab"),
            ("\u{1}", "\"\\x01\"", "a control"), ("a\rb", "\"a\\rb\"", "a carriage return"),
            ("a\u{2028}b", "\"a\\Lb\"", "an odd line break"),
            ("one\ntwo", "|-\n  one\n  two", "lines"), ("one\n\n  two: #\n", "|\n  one\n\n    two: #", "lines, indented"),
            ("one \ntwo", "\"one \\ntwo\"", "a blank at the end of a line"), ("\none", "\"\\none\"", "an empty first line"),
            ("one\n\n", "\"one\\n\\n\"", "two line breaks at the end"), ("\n", "\"\\n\"", "only a line break"),
        ] as [(String, String, Comment)])
    func strings(text: String, spelled: String, reason: Comment) throws {
        let node = Node(mapping: [.init("key", Node(text: text))])
        let written = try YAMLWriter().text(of: node)
        // libyaml folds "a \nb" as it sees fit; what counts there is that it is in quotes and reads back.
        let flat = written.replacing("\\n\\\n  \\", with: "\\n").replacing("\\\n  ", with: "")
        #expect(flat == "key: \(spelled)\n", reason)
        #expect(try YAMLParser().document(in: written).hasSameMeaning(as: node), reason)
    }

    @Test func longTextIsFoldedAndReadsBack() throws {
        let text = (1...60).map { "word\($0)" }.joined(separator: " ") + ": with # signs"
        let node = Node(mapping: [.init("note", Node(text: text))])
        let written = try YAMLWriter().text(of: node)
        #expect(written.hasPrefix("note: >-\n  word1 word2"))
        #expect(written.split(separator: "\n").allSatisfy { $0.count <= 110 })
        #expect(try YAMLParser().document(in: written).hasSameMeaning(as: node))
    }

    @Test func keysAreQuotedLikeTexts() throws {
        let keys = ["a", "5", "yes", "", "a: b", "two\nlines", String(repeating: "k", count: 200), "[x]", "?"]
        let node = Node(mapping: keys.map { .init($0, Node(plain: "1")) })
        let written = try YAMLWriter().text(of: node)
        #expect(written.hasPrefix("a: 1\n\"5\": 1\n\"yes\": 1\n\"\": 1\n\"a: b\": 1\n"))
        #expect(try YAMLParser().document(in: written) == node)
    }

    @Test func severalDocumentsAreMarked() throws {
        let documents = [Node(mapping: [.init("a", Node(plain: "1"))]), Node(text: "b"), Node(plain: "")]
        let written = try YAMLWriter().text(of: documents)
        #expect(written.hasPrefix("---\na: 1\n---"))
        let read = try YAMLParser().documents(in: written)
        #expect(read.count == 3)
        #expect(zip(read, documents).allSatisfy { $0.hasSameMeaning(as: $1) })
    }

    @Test func tagsAreWritten() throws {
        let node = Node(mapping: [
            .init("a", Node(.scalar(Scalar("5", .plain)), tag: "!dose")), .init("b", Node(.sequence([]), tag: "!list")),
            .init("c", Node(.mapping([]), tag: "!map")),
        ])
        #expect(try YAMLParser().document(in: YAMLWriter().text(of: node)).hasSameMeaning(as: node))
    }

    @Test func aPlainScalarThatIsAStringIsQuotedWhereItMustBe() throws {
        let node = Node(sequence: [Node(plain: "a: b"), Node(plain: "x")])
        #expect(try YAMLWriter().text(of: node) == "- \"a: b\"\n- x\n")
    }

    /// Strings of the pieces that have a meaning to some reader of YAML, put together at random, the same ones in every run.
    static let awkward: [String] = {
        let pieces = [
            "a", "Bb", "word", " ", "  ", "\n", "\n\n", "\t", ":", ": ", "#", " #", "-", "- ", "?", "'", "\"", "\\", "{", "}",
            "[", "]", ",",
            "&", "*", "!", "|", ">", "%", "@", "`", "---", "...", "0", "1.5", "e", "~", "null", "ü", "\u{A0}", "\u{85}",
            "\u{2028}",
            "\u{FEFF}", "😀", "\r", "\0", "a long run of words that goes on and on until it must be folded somewhere ",
        ]
        var state: UInt64 = 88_172_645_463_325_252
        func random(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        return (0..<4000).map { _ in (0...random(7)).map { _ in pieces[random(pieces.count)] }.joined() }
    }()

    @Test(arguments: [20, 100])
    func everyStringReadsBack(lineWidth: Int) throws {
        let writer = YAMLWriter(inlinesShortSequences: true, lineWidth: lineWidth)
        for (index, text) in Self.awkward.enumerated() {
            let inner = Node(mapping: [
                .init("in", Node(text: text)), .init("list", Node(sequence: [Node(text: text), Node(plain: "1")])),
            ])
            let node = Node(mapping: [.init(text, Node(text: text)), .init("key \(index)", Node(sequence: [inner]))])
            let written = try writer.text(of: node)
            let read = try YAMLParser().document(in: written)
            try #require(read.hasSameMeaning(as: node), "\(text.debugDescription) became\n\(written)")
            try #require(try writer.text(of: read) == written, "\(text.debugDescription) is written otherwise the second time")
            try #require(try YAMLParser().document(in: writer.text(of: Node(text: text))).hasSameMeaning(as: Node(text: text)))
        }
    }
}

extension Node {
    /// Equal but for the quotes round strings: plain `a` and quoted `a` are the same.
    func hasSameMeaning(as other: Node) -> Bool {
        guard tag == other.tag else { return false }
        switch (content, other.content) {
        case (.scalar(let left), .scalar(let right)): return left.text == right.text && left.kind == right.kind
        case (.sequence(let left), .sequence(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.hasSameMeaning(as: $1) }
        case (.mapping(let left), .mapping(let right)):
            return left.map(\.key) == right.map(\.key) && zip(left, right).allSatisfy { $0.value.hasSameMeaning(as: $1.value) }
        default: return false
        }
    }
}
