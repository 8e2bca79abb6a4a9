import Testing
import YAML

struct DecoderTests {
    func error<T: Decodable>(_ type: T.Type, _ yaml: String, _ decoder: YAMLDecoder = YAMLDecoder()) -> YAMLError? {
        #expect(throws: YAMLError.self) { _ = try decoder.decode(type, from: yaml) }
    }

    static let rest = "isClosed: false\nmeasurements: []\ncodes: {}\nvalues: []\ngaps: []\n"

    @Test(
        arguments: [
            ("sex: male", .missingKey, 1, 1, "", "the key 'name' is missing", "the mapping is named"),
            (
                "naem: A\nsex: male", .missingKey, 1, 1, "", "the key 'name' is missing; is it meant by 'naem'?",
                "a near key is named"
            ),
            ("name: [A]", .wrongType, 1, 7, "name", "expected a text, found a list", "a list for a text"),
            ("name:", .wrongType, 1, 6, "name", "expected a text, found nothing", "nothing for a text"),
            (
                "name: A\nage: old", .wrongType, 2, 6, "age", "expected a whole number, found the text 'old'",
                "a text for a number"
            ),
            ("name: A\nage: 7.5", .wrongType, 2, 6, "age", "expected a whole number, found 7.5", "a fraction for a whole number"),
            ("name: A\nage: '7'", .wrongType, 2, 6, "age", "expected a whole number, found the text '7'", "a quoted number"),
            (
                "name: A\nage: 99999999999999999999", .badValue, 2, 6, "age",
                "99999999999999999999 is not between -9223372036854775808 and 9223372036854775807", "too large"
            ),
            (
                "name: A\nsex: femal", .badValue, 2, 6, "sex", "'femal' is none of female, male, unknown; did you mean 'female'?",
                "no value of the enumeration"
            ),
            ("name: A\nisClosed: yes", .wrongType, 2, 11, "isClosed", "expected true or false, found the text 'yes'", "YAML 1.1"),
            (
                "name: A\nisClosed: true\nmeasurements:\n- {value: 1, unit: g}\n- value: much\n  unit: g", .badValue, 5, 10,
                "measurements[1].value", "'much' is no number", "an error of the type's own"
            ),
            (
                "name: A\nisClosed: true\nmeasurements:\n- value: '1.0'\n  unit: g", .wrongType, 4, 10, "measurements[0].value",
                "expected a number, found the text '1.0': write it without quotes", "a quoted number for exact digits"
            ),
            (
                "name: A\nisClosed: true\nmeasurements: {}", .wrongType, 3, 15, "measurements",
                "expected a list, found a mapping", "a mapping"
            ),
            (
                "name: A\nisClosed: true\nmeasurements: [5]", .wrongType, 3, 16, "measurements[0]",
                "expected a mapping of keys to values, found 5", "a number for a mapping"
            ),
            ("name: !t A", .badTag, 1, 7, "name", "the tag !t is not known here", "a tag"),
        ] as [(String, YAMLError.Code, Int, Int, String, String, Comment)])
    func refuses(yaml: String, code: YAMLError.Code, line: Int, column: Int, path: String, message: String, reason: Comment) {
        let error = error(Case.self, yaml)
        #expect(error?.code == code, reason)
        #expect(error?.position == Position(line: line, column: column), reason)
        #expect(error?.path == path, reason)
        #expect(error?.message == message, reason)
    }

    @Test func unknownKeysAreAllReportedWithTheirNearest() {
        let error = error(
            Case.self,
            "name: A\n" + Self.rest.replacing("measurements: []", with: "measurements:\n- {value: 1, unit: g, unti: x}")
                + "agee: 5\nremark: none\n")
        #expect(error?.code == .unknownKey)
        #expect(
            error?.description(in: "case.yaml") == """
                case.yaml:4:23: the key 'unti' is not known here (at measurements[0].unti)
                case.yaml:8:1: the key 'agee' is not known here; did you mean 'age'? (at agee)
                case.yaml:9:1: the key 'remark' is not known here; known are also age, identifier, ratio, sex (at remark)
                """)
    }

    @Test func unknownKeysMayBeIgnored() throws {
        let decoder = YAMLDecoder(unknownKeys: .ignore)
        #expect(
            try decoder.decode(Measurement.self, from: "{value: 1, unit: g, x: 1}") == Measurement(value: Number("1"), unit: "g"))
    }

    @Test func whatATypeLooksPastIsReported() {
        struct First: Decodable {
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                _ = try list.decode(Int.self)
            }
        }
        struct Empty: Decodable {}
        struct Peeking: Decodable {
            enum Key: CodingKey { case a }
            init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Key.self).contains(.a) }
        }
        struct Swallowing: Decodable {
            enum Key: CodingKey { case a }
            init(from decoder: any Decoder) throws { _ = try? decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .a) }
        }
        #expect(error(First.self, "[1, 2, 3]")?.path == "[1]", "the second item of a list")
        #expect(error([String: Empty].self, "a: {b: 1}")?.path == "a.b", "all of a mapping")
        #expect(error(Peeking.self, "a: 1")?.path == "a", "a value that is only asked after")
        #expect(error(Swallowing.self, "a: x")?.path == "a", "a value whose error is swallowed")
    }

    @Test func aTypeMayTrySeveralShapes() throws {
        enum Either: Decodable, Equatable {
            case text(String)
            case measurement(Measurement)
            case identified(id: Int)
            struct Identified: Decodable { var id: Int }

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let text = try? container.decode(String.self) {
                    self = .text(text)
                } else if let measurement = try? Measurement(from: decoder) {
                    self = .measurement(measurement)
                } else {
                    self = .identified(id: try container.decode(Identified.self).id)
                }
            }
        }
        let values = try YAMLDecoder().decode([Either].self, from: "[a, {value: 1, unit: g}, {id: 5}]")
        #expect(values == [.text("a"), .measurement(Measurement(value: Number("1"), unit: "g")), .identified(id: 5)])
        #expect(error([Either].self, "[{value: 1, unit: g, x: 1}]")?.path == "[0].x")
    }

    @Test func nullAndAbsenceAreNil() throws {
        let value = try YAMLDecoder().decode(Case.self, from: "name: A\nsex:\nage: ~\n" + Self.rest)
        #expect(value == Case(name: "A"))
    }

    @Test func plainScalarsAsStrings() throws {
        #expect(
            try YAMLDecoder().decode([String].self, from: "[2015, 2.30, true, 2015-02]") == ["2015", "2.30", "true", "2015-02"])
        let error = error([String].self, "[a, 2.30]", YAMLDecoder(readsPlainScalarsAsStrings: false))
        #expect(error?.message == "expected a text, found 2.30, which needs quotes to be one")
    }

    @Test func numbersInAllSpellings() throws {
        #expect(try YAMLDecoder().decode([Int].self, from: "[0x1F, 0o17, +5, -5, 007]") == [31, 15, 5, -5, 7])
        #expect(
            try YAMLDecoder().decode([Double].self, from: "[1, 0x1F, .5, 5., 1e3, -.inf, 0]") == [
                1, 31, 0.5, 5, 1000, -.infinity, 0,
            ])
        #expect(error([Double].self, "[1e999]")?.code == .badValue)
        #expect(error([UInt8].self, "[256]")?.code == .badValue)
    }

    @Test func errorsThatTypesThrowGetTheirPlace() {
        struct Even: Decodable {
            enum Key: CodingKey { case number }
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                guard try container.decode(Int.self, forKey: .number) % 2 == 0 else {
                    throw DecodingError.dataCorruptedError(forKey: .number, in: container, debugDescription: "it must be even")
                }
            }
        }
        let error = error([String: [Even]].self, "a:\n- number: 2\n- number: 3\n")
        #expect(error?.description == "3:11: it must be even (at a[1].number)")
    }

    @Test func nodesWithoutASourceHaveAPathAndNoPlace() {
        let node = Node(sequence: [Node(mapping: [.init("value", Node(plain: "1"))])])
        let error = #expect(throws: YAMLError.self) { try YAMLDecoder().decode([Measurement].self, from: node) }
        #expect(error?.description == "the key 'unit' is missing (at [0])")
        #expect(error?.description(in: "a.json") == "a.json: the key 'unit' is missing (at [0])")
    }

    @Test func missingSuperIsAnError() {
        struct Derived: Decodable {
            enum Key: CodingKey { case a }
            init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Key.self).superDecoder() }
        }
        #expect(error(Derived.self, "a: 1")?.code == .missingKey)
    }

    @Test func syntaxErrorsComeThrough() {
        #expect(error([Int].self, "[1")?.code == .syntax)
        #expect(error([Int].self, "")?.code == .documentCount)
    }
}
