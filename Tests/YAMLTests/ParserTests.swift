import Testing
import YAML

struct ParserTests {
    @Test func keepsOrderPositionsAndTheTextOfNumbers() throws {
        let node = try YAMLParser().document(
            in: """
                # a comment
                name: Grüße
                values:
                  - 2.30
                  - "2.30"
                  - {low: 1e3, high: ~}
                """)
        let expected = Node(mapping: [
            .init("name", Node(plain: "Grüße")),
            .init(
                "values",
                Node(sequence: [
                    Node(plain: "2.30"), Node(text: "2.30"),
                    Node(mapping: [.init("low", Node(plain: "1e3")), .init("high", Node(plain: "~"))]),
                ])),
        ])
        #expect(node == expected)
        #expect(node.position == Position(line: 2, column: 1))
        #expect(node["values"]?[0]?.position == Position(line: 4, column: 5))
        #expect(node["values"]?[2]?["high"]?.position == Position(line: 6, column: 22))
        guard case .mapping(let entries) = node.content else { return }
        #expect(entries.map(\.keyPosition) == [Position(line: 2, column: 1), Position(line: 3, column: 1)])
    }

    @Test func columnsCountCodePoints() throws {
        let node = try YAMLParser().document(in: "{ü𝄞: 1, b: 2}")
        guard case .mapping(let entries) = node.content else { return }
        #expect(entries[1].keyPosition == Position(line: 1, column: 9))
    }

    @Test(
        arguments: [
            ("", .null, "nothing"), ("~", .null, "tilde"), ("null", .null, "YAML 1.2.2, 10.3.2"), ("NULL", .null, "upper case"),
            ("nUll", .string, "no mixed case"), ("true", .boolean, "lower"), ("False", .boolean, "capital"),
            ("yes", .string, "YAML 1.1 only"), ("No", .string, "YAML 1.1 only"), ("on", .string, "YAML 1.1 only"),
            ("0", .integer, "zero"), ("-12", .integer, "signed"), ("+12", .integer, "signed"), ("007", .integer, "leading zeros"),
            ("0o17", .integer, "octal"), ("0o18", .string, "8 is not octal"), ("0x1Fa", .integer, "hexadecimal"),
            ("0x", .string, "no digits"), ("-0x1", .string, "no sign there"), ("1_000", .string, "YAML 1.1 only"),
            ("2.30", .float, "digits stay"), (".5", .float, "no whole part"), ("5.", .float, "no fraction"),
            (".", .string, "no digits"), ("1e3", .float, "exponent"), ("1E+3", .float, "signed exponent"),
            ("1e", .string, "no exponent"),
            (".e3", .string, "no digits before"), ("1.2.3", .string, "two points"), (".inf", .float, "infinity"),
            ("-.INF", .float, "signed"), (".nan", .float, "no number"), ("-.nan", .string, "no sign there"),
            ("+", .string, "a sign"),
            ("12:30", .string, "base 60 is YAML 1.1"), ("2015-02-09", .string, "no dates in the core schema"),
            ("8480-6", .string, "a LOINC code"), ("1/640", .string, "a titre"), ("٣", .string, "digits are ASCII"),
        ] as [(String, Scalar.Kind, Comment)])
    func coreSchema(text: String, kind: Scalar.Kind, reason: Comment) {
        #expect(Scalar(text, .plain).kind == kind, reason)
        #expect(Scalar(text, .quoted).kind == .string, "quoted is always a string")
    }

    @Test func allQuotedStylesAreStrings() throws {
        let node = try YAMLParser().document(in: "- '1'\n- \"1\\n\\u00fc\"\n- |\n  1\n  2\n- >-\n  1\n  2\n")
        #expect(node == Node(sequence: [Node(text: "1"), Node(text: "1\nü"), Node(text: "1\n2\n"), Node(text: "1 2")]))
    }

    @Test func tags() throws {
        let node = try YAMLParser().document(
            in:
                "- !!str 5\n- !!int '5'\n- !!float 5\n- !!seq []\n- !!map {}\n- !dose 5\n- !list [1]\n- !!null ''\n- !!bool \"true\""
        )
        let dose = Node(.scalar(Scalar("5", .plain)), tag: "!dose")
        let list = Node(.sequence([Node(plain: "1")]), tag: "!list")
        #expect(
            node
                == Node(sequence: [
                    Node(text: "5"), Node(plain: "5"), Node(plain: "5"), Node(sequence: []), Node(mapping: []), dose, list,
                    Node(plain: ""),
                    Node(plain: "true"),
                ]))
    }

    @Test(
        arguments: [
            ("", 0, "nothing"), ("# only a comment\n", 0, "a comment"), ("a", 1, "no marker"), ("---\n", 1, "an empty document"),
            ("---\na: 1\n---\nb: 2\n...\n", 2, "two"), ("%YAML 1.2\n---\na\n", 1, "a directive"),
        ] as [(String, Int, Comment)])
    func documents(text: String, count: Int, reason: Comment) throws {
        #expect(try YAMLParser().documents(in: text).count == count, reason)
    }

    @Test func aByteOrderMarkIsNoContent() throws {
        #expect(try YAMLParser().document(in: [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8))["a"] == Node(plain: "1"))
    }

    @Test func aliasesRepeat() throws {
        let node = try YAMLParser().document(in: "a: &x {b: 1}\nc: *x\n&k d: 2\ne: *k\n")
        #expect(node["c"] == node["a"])
        #expect(node["c"]?.position == Position(line: 1, column: 4), "an alias is where its anchor is")
        #expect(node["e"] == Node(plain: "d"))
    }

    @Test(
        arguments: [
            ("a: [1, 2\nb: 3", .syntax, 2, 2, "a bracket stays open"),
            ("a: 'text", .syntax, 1, 9, "a quote stays open"),
            ("a: b: c", .syntax, 1, 5, "two colons in a line"),
            ("a:\n\t- b", .syntax, 2, 1, "a tab indents"),
            ("a: @b", .syntax, 1, 4, "a reserved sign"),
            ("a: 1\nb: 2\na: 3", .duplicateKey, 3, 1, "a key twice"),
            ("a: {b: 1, \"b\": 2}", .duplicateKey, 1, 11, "a key twice, quoted once"),
            ("? [1]\n: 2", .keyIsNoScalar, 1, 3, "a list as a key"),
            ("a: &x [1]\n*x : 2", .keyIsNoScalar, 2, 1, "an alias of a list as a key"),
            ("!t a: 1", .badTag, 1, 1, "a key with a tag"),
            ("a: *b", .unknownAnchor, 1, 4, "an alias without its anchor"),
            ("a: &x [1, *x]", .unknownAnchor, 1, 11, "an alias within its anchor"),
            ("--- &x a\n--- *x", .unknownAnchor, 2, 5, "an anchor of another document"),
            ("a: !!int x", .badTag, 1, 4, "a tag that does not fit"),
            ("a: !!timestamp 2001-12-14", .badTag, 1, 4, "a tag of YAML 1.1"),
            ("a: !!set {b}", .badTag, 1, 4, "a tag of YAML 1.1"),
        ] as [(String, YAMLError.Code, Int, Int, Comment)])
    func refuses(text: String, code: YAMLError.Code, line: Int, column: Int, reason: Comment) {
        let error = #expect(throws: YAMLError.self, reason) { try YAMLParser().documents(in: text) }
        #expect(error?.code == code, reason)
        #expect(error?.position == Position(line: line, column: column), "\(reason): \(String(describing: error))")
    }

    @Test func duplicateKeysNameBothPlaces() {
        let error = #expect(throws: YAMLError.self) { try YAMLParser().document(in: "a:\n  b: 1\n  b: 2\n") }
        #expect(error?.position == Position(line: 3, column: 3))
        #expect(error?.otherPosition == Position(line: 2, column: 3))
        #expect(error?.description(in: "case.yaml") == "case.yaml:3:3: the key 'b' is here a second time; the first is at 2:3")
    }

    @Test func commonMistakesHaveAHint() {
        let tab = #expect(throws: YAMLError.self) { try YAMLParser().document(in: "a:\n\tb: 1") }
        #expect(tab?.message.contains("use spaces") == true)
        let colon = #expect(throws: YAMLError.self) { try YAMLParser().document(in: "note: first: second") }
        #expect(colon?.message.contains("quotes") == true)
    }

    @Test func bytesThatAreNotUTF8() {
        let error = #expect(throws: YAMLError.self) { try YAMLParser().document(in: Array("a: 1\nü: ".utf8) + [0xFF]) }
        #expect(error?.code == .syntax)
        #expect(error?.position == Position(line: 2, column: 4))
    }

    @Test func documentMeansExactlyOne() {
        let none = #expect(throws: YAMLError.self) { try YAMLParser().document(in: "") }
        #expect(none?.code == .documentCount)
        let two = #expect(throws: YAMLError.self) { try YAMLParser().document(in: "a\n---\nb") }
        #expect(two?.code == .documentCount)
        #expect(two?.position == Position(line: 3, column: 1))
    }
}
