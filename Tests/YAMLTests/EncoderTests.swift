import Testing
import YAML

struct EncoderTests {
    let full = Case(
        name: "A: b", sex: .female, age: 79, isClosed: true,
        measurements: [Measurement(value: Number("2.30"), unit: "mmol/L"), Measurement(value: Number("1e3"), unit: "1")],
        codes: ["z": 1, "a": 2, "5": 3, "m": 4], identifier: Identifier(rawValue: "007"),
        values: [.text("yes"), .range(low: 1, high: 2), .nothing], ratio: 0.5, gaps: [1, nil, 3])

    @Test func readableAndInTheOrderOfTheProperties() throws {
        let text = try YAMLEncoder().encode(full)
        #expect(
            text == """
                name: "A: b"
                sex: female
                age: 79
                isClosed: true
                measurements:
                - value: 2.30
                  unit: mmol/L
                - value: 1e3
                  unit: "1"
                codes:
                  "5": 3
                  a: 2
                  m: 4
                  z: 1
                identifier: "007"
                values:
                - text:
                    _0: "yes"
                - range:
                    low: 1
                    high: 2
                - nothing: {}
                ratio: 0.5
                gaps:
                - 1
                - null
                - 3

                """)
    }

    @Test func roundTrip() throws {
        #expect(try YAMLDecoder().decode(Case.self, from: YAMLEncoder().encode(full)) == full)
        #expect(try YAMLDecoder().decode(Case.self, from: YAMLEncoder().node(of: full)) == full)
        let strict = YAMLDecoder(readsPlainScalarsAsStrings: false)
        #expect(try strict.decode(Case.self, from: YAMLEncoder().node(of: full)) == full, "strings come quoted from the encoder")
        #expect(try strict.decode(Case.self, from: YAMLEncoder().encode(full)) == full, "and from the writer where it matters")
    }

    @Test func nilIsLeftOut() throws {
        struct Sparse: Codable {
            var a: Int?
            var b: String?
        }
        #expect(try YAMLEncoder().encode(Sparse(b: "x")) == "b: x\n")
        #expect(try YAMLEncoder().encode(Sparse()) == "{}\n")
    }

    @Test func nodesTellStringsFromNumbers() throws {
        let node = try YAMLEncoder().node(of: full)
        #expect(node["name"]?.scalar == Scalar("A: b", .quoted))
        #expect(node["sex"]?.scalar == Scalar("female", .quoted), "a string, as JSON has it")
        #expect(node["measurements"]?[0]?["value"]?.scalar == Scalar("2.30", .plain))
        #expect(node["isClosed"]?.scalar == Scalar("true", .plain))
    }

    @Test func valuesAtTheTop() throws {
        #expect(try YAMLEncoder().encode([1, 2]) == "- 1\n- 2\n")
        #expect(try YAMLDecoder().decode([Number].self, from: "[1.10, 2]") == [Number("1.10"), Number("2")])
        #expect(try YAMLDecoder().decode(String.self, from: YAMLEncoder().encode("null")) == "null")
        #expect(try YAMLDecoder().decode(Int?.self, from: YAMLEncoder().encode(Int?.none)) == nil)
    }

    @Test func integersAndFloatsOfAllWidths() throws {
        struct Widths: Codable, Equatable {
            var a = Int8.min, b = Int16.max, c = Int32.min, d = Int64.min
            var e = UInt8.max, f = UInt16.max, g = UInt32.max, h = UInt64.max, i = UInt.max
            var j = Float(0.1), k = Double.greatestFiniteMagnitude, l = -Double.infinity, m = Double.leastNonzeroMagnitude
        }
        #expect(try YAMLDecoder().decode(Widths.self, from: YAMLEncoder().encode(Widths())) == Widths())
    }

    @Test func aScalarTextThatIsNoNumberIsRefused() {
        let error = #expect(throws: YAMLError.self) { try YAMLEncoder().encode(["a": [Number("many")]]) }
        #expect(error?.code == .notWritable)
        #expect(error?.path == "a[0]")
    }

    @Test func severalTypesMayShareAMapping() throws {
        struct Outer: Codable, Equatable {
            var a = 1
            var inner = Inner()
            struct Inner: Codable, Equatable { var b = 2 }
            enum Key: CodingKey { case a }
            init() {}
            init(from decoder: any Decoder) throws {
                a = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .a)
                inner = try Inner(from: decoder)
            }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(a, forKey: .a)
                try inner.encode(to: encoder)
            }
        }
        #expect(try YAMLEncoder().encode(Outer()) == "a: 1\nb: 2\n")
        #expect(try YAMLDecoder().decode(Outer.self, from: "a: 1\nb: 2\n") == Outer())
    }

    @Test func superEncoderAndNestedContainers() throws {
        class Base: Codable { var a = 1 }
        final class Derived: Base {
            var b = [[1], [2, 3]]
            enum Key: CodingKey { case b }
            override init() { super.init() }
            required init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                try super.init(from: container.superDecoder())
                var outer = try container.nestedUnkeyedContainer(forKey: .b)
                b = []
                while !outer.isAtEnd {
                    var inner = try outer.nestedUnkeyedContainer()
                    b.append([])
                    while !inner.isAtEnd { b[b.count - 1].append(try inner.decode(Int.self)) }
                }
            }
            override func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try super.encode(to: container.superEncoder())
                var outer = container.nestedUnkeyedContainer(forKey: .b)
                for list in b {
                    var inner = outer.nestedUnkeyedContainer()
                    for number in list { try inner.encode(number) }
                }
            }
        }
        let text = try YAMLEncoder().encode(Derived())
        #expect(text == "super:\n  a: 1\nb:\n- - 1\n- - 2\n  - 3\n")
        #expect(try YAMLDecoder().decode(Derived.self, from: text).b == [[1], [2, 3]])
    }

    @Test func aTypeThatEncodesTwoThingsIsRefusedNotCrashed() {
        struct Confused: Encodable {
            func encode(to encoder: any Encoder) throws {
                var single = encoder.singleValueContainer()
                try single.encode(1)
                var list = encoder.unkeyedContainer()
                try list.encode(2)
            }
        }
        let error = #expect(throws: YAMLError.self) { try YAMLEncoder().encode(["a": Confused()]) }
        #expect(error?.code == .notWritable)
        #expect(error?.path == "a")
    }
}
