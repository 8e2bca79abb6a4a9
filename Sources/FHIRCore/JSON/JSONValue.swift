/// A JSON document as it stands, without a schema: members in order, duplicate names kept, numbers as their text.
///
/// FHIR resources are read into an `ElementTree`; this is for everything else that is JSON (definitions, case records).
public indirect enum JSONValue: Hashable, Sendable {
    /// An object's members in the order of the text.
    case object([JSONMember])
    /// An array's items.
    case array([JSONValue])
    /// A string, its escapes undone.
    case string(String)
    /// A number by its text: `1.10` stays `1.10`.
    case number(String)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null

    /// Reads one document (RFC 8259; a UTF-8 byte order mark is accepted).
    /// - Throws: `ReadError` with line and column: empty input, faulty syntax or UTF-8, nesting over `maximumDepth`.
    public static func read(_ bytes: [UInt8], maximumDepth: Int = 512) throws(ReadError) -> JSONValue {
        var padded: [UInt8] = bytes
        padded.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let result: Result<JSONValue, ReadError> = padded.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .failure(ReadError(.empty, "the input is empty")) }
            var reader = JSONValueReader(
                scanner: JSONScanner(base: base, count: bytes.count, maximumDepth: maximumDepth))
            do throws(JSONFault) {
                let value: JSONValue = try reader.value(depth: 0)
                try reader.scanner.finish()
                return .success(value)
            } catch {
                return .failure(
                    error.readError(
                        in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<bytes.count]),
                        maximumDepth: maximumDepth))
            }
        }
        return try result.get()
    }

    /// The first member of that name; nil if there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The string, if it is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The items, empty if this is no array.
    public var array: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    /// The members, empty if this is no object.
    public var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }
    /// The truth value, if it is one.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The number as an integer, if it is one.
    public var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }

    /// The names that stand more than once in one object, anywhere in the document, each with its path (`/a/0/b`).
    public var duplicateNames: [String] {
        switch self {
        case .object(let members):
            var seen: Set<String> = []
            var found: [String] = []
            for member in members {
                if !seen.insert(member.name).inserted { found.append("/" + member.name) }
                found += member.value.duplicateNames.map { "/" + member.name + $0 }
            }
            return found
        case .array(let items):
            return items.enumerated().flatMap { index, item in item.duplicateNames.map { "/\(index)" + $0 } }
        default:
            return []
        }
    }
}

/// A member of a JSON object.
public struct JSONMember: Hashable, Sendable {
    /// Its name, escapes undone.
    public let name: String
    /// Its value.
    public let value: JSONValue

    /// A member from its parts.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

private struct JSONValueReader {
    var scanner: JSONScanner

    mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        let first: UInt8 = scanner.next()
        switch first {
        case 0x22: return .string(text(try scanner.string()))
        case 0x7B, 0x5B: return try container(first, depth: depth)
        case 0x2D, 0x30...0x39: return .number(text(try scanner.number()))
        case 0x66, 0x6E, 0x74:
            let word: JSONText = try scanner.literal()
            return first == 0x6E ? .null : .bool(word.length == 4)
        default: throw scanner.fault(.unexpectedCharacter)
        }
    }

    private mutating func container(_ opening: UInt8, depth: Int) throws(JSONFault) -> JSONValue {
        if depth >= scanner.maximumDepth { throw scanner.fault(.tooDeep) }
        scanner.offset += 1
        var members: [JSONMember] = []
        var items: [JSONValue] = []
        if scanner.next() == opening + 2 {
            scanner.offset += 1
        } else {
            repeat {
                if opening == 0x7B {
                    let key: JSONText = try scanner.key()
                    members.append(JSONMember(text(key), try value(depth: depth + 1)))
                } else {
                    items.append(try value(depth: depth + 1))
                }
            } while try scanner.comma(orEnd: opening + 2)
        }
        return opening == 0x7B ? .object(members) : .array(items)
    }

    private func text(_ text: JSONText) -> String {
        let slice = UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length)
        return text.escaped ? String(decoding: unescapeJSON(slice), as: UTF8.self) : String(decoding: slice, as: UTF8.self)
    }
}
