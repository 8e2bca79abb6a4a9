import FHIRCore
import YAML

/// The formats of the hub's own files. Both keep every digit of a number and the order of keys, and refuse keys that nobody knows.
public enum CaseFormat: String, Sendable, CaseIterable {
    /// YAML 1.2, the form to write by hand.
    case yaml
    /// JSON (RFC 8259), the same tree of keys and values.
    case json

    /// A record, a series or any other value of this module from the bytes of one file in UTF-8.
    /// - Throws: ``CaseReadError`` with line and column (YAML, and JSON's syntax) and the path of the value.
    public func read<T: Decodable>(_ type: T.Type = T.self, from bytes: [UInt8]) throws(CaseReadError) -> T {
        do throws(YAMLError) {
            switch self {
            case .yaml: return try YAMLDecoder().decode(type, from: bytes)
            case .json:
                let json = try parse(bytes)
                return try YAMLDecoder(readsPlainScalarsAsStrings: false).decode(type, from: Node(json: json))
            }
        } catch {
            throw CaseReadError(error)
        }
    }

    /// The bytes of one file, in UTF-8 and ending with a line break. The same value gives the same bytes.
    public func write(_ value: some Encodable) throws(YAMLError) -> [UInt8] {
        let encoder = YAMLEncoder()
        switch self {
        case .yaml: return try Array(encoder.encode(value).utf8)
        case .json:
            var writer = JSONText()
            writer.write(try encoder.node(of: value))
            return writer.finish()
        }
    }

    private func parse(_ bytes: [UInt8]) throws(YAMLError) -> JSONValue {
        let json: JSONValue
        do throws(ReadError) {
            json = try JSONValue.read(bytes)
        } catch {
            let position = error.position.map { Position(line: $0.line, column: $0.column) }
            throw YAMLError(.syntax, error.message, at: position)
        }
        if let name = json.duplicateNames.first {
            throw YAMLError(.duplicateKey, "the member stands twice in its object; remove one", at: nil, path: name)
        }
        return json
    }
}

/// A file that is no case record: what is wrong, where, and what to do.
public struct CaseReadError: Error, Sendable, Equatable, CustomStringConvertible {
    private let backing: YAMLError

    init(_ error: YAMLError) { backing = error }

    /// Whether the input is no YAML or no JSON at all, rather than a record with faults.
    public var isSyntax: Bool { backing.code == .syntax || backing.code == .documentCount }

    /// One line a fault: `line:column: message (at path)`.
    public var description: String { backing.description }

    /// One line a fault, as compilers print it: `file:line:column: message (at path)`.
    public func description(in file: String) -> String { backing.description(in: file) }
}

extension Node {
    /// The same tree, without places.
    init(json: JSONValue) {
        switch json {
        case .object(let members): self.init(mapping: members.map { Entry($0.name, Node(json: $0.value)) })
        case .array(let items): self.init(sequence: items.map { Node(json: $0) })
        case .string(let text): self.init(text: text)
        case .number(let text): self.init(plain: text)
        case .bool(let value): self.init(plain: value ? "true" : "false")
        case .null: self.init(plain: "null")
        }
    }
}
