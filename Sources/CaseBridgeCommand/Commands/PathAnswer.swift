import ArgumentParsing
import CaseBridge

/// How `casebridge path` prints.
enum PathFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// What an expression gave for one resource, as text or JSON.
struct PathAnswer {
    /// Where the resource stands, when there are several.
    struct Place {
        let source: String
        let line: Int?
    }

    let values: [FHIRPathValue]
    let place: Place?

    /// Text: a line an item. JSON: an array of `{"type", "value"}`; for several resources a line each with their place.
    func bytes(as format: PathFormat) -> [UInt8] {
        var output: [UInt8] = []
        if format == .text {
            let prefix: [UInt8] = Array((place.map { $0.source + ($0.line.map { ":\($0)" } ?? "") + ": " } ?? "").utf8)
            for value in values { output += prefix + PathAnswer.text(of: value) + [0x0A] }
            return output
        }
        if let place {
            output += Array(("{\"source\":" + PathAnswer.quoted(place.source)).utf8)
            output += Array((",\"line\":" + (place.line.map(String.init) ?? "null") + ",\"items\":").utf8)
        }
        output.append(0x5B)
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(0x2C) }
            if place == nil { output += Array("\n  ".utf8) }
            output += PathAnswer.json(of: value)
        }
        if place == nil && !values.isEmpty { output.append(0x0A) }
        output += Array(place == nil ? "]\n".utf8 : "]}\n".utf8)
        return output
    }

    /// An item for people: a value's text, an element's JSON in one line.
    static func text(of value: FHIRPathValue) -> [UInt8] {
        if let text = value.text { return Array(text.utf8) }
        if case .element(let element) = value { return compact(element) }
        return []
    }

    private static func json(of value: FHIRPathValue) -> [UInt8] {
        var output: [UInt8] = Array("{\"type\":\(quoted(typeName(of: value))),\"value\":".utf8)
        switch value {
        case .element(let element):
            output += element.kind == .none && element.children.isEmpty ? Array("null".utf8) : compact(element)
        case .boolean, .integer, .decimal: output += Array((value.text ?? "null").utf8)
        case .quantity(let number, let unit): output += Array("{\"value\":\(number),\"unit\":\(quoted(unit))}".utf8)
        case .type(let namespace, let name):
            output += Array("{\"namespace\":\(quoted(namespace)),\"name\":\(quoted(name))}".utf8)
        default: output += Array(quoted(value.text ?? "").utf8)
        }
        output.append(0x7D)
        return output
    }

    /// Names of system types begin in lower case here, as the official suites write them, but for Quantity.
    private static func typeName(of value: FHIRPathValue) -> String {
        switch value {
        case .element, .quantity, .type: value.typeName
        case .dateTime: "dateTime"
        default: value.typeName.lowercased()
        }
    }

    private static func compact(_ element: Element) -> [UInt8] {
        var bytes: [UInt8] = element.json(.compact).bytes
        if bytes.last == 0x0A { bytes.removeLast() }
        return bytes
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).bytes, as: UTF8.self)
    }
}

/// A resource of an input: the whole input, or a line of NDJSON.
struct ResourceLine {
    let range: Swift.Range<Int>
    /// From 1; nil for a whole input.
    let number: Int?

    /// The lines of NDJSON that are not empty. Without a name that says so, an input is NDJSON if each of its first two lines is an object.
    static func lines(of bytes: [UInt8], isKnown: Bool) -> [ResourceLine] {
        var lines: [ResourceLine] = []
        var start: Int = 0
        var number: Int = 1
        while start < bytes.count {
            let end: Int = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let isBlank: Bool = bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if !isBlank { lines.append(ResourceLine(range: start..<end, number: number)) }
            if !isKnown && lines.count == 2 && !lines.allSatisfy({ isObject(bytes[$0.range]) }) { break }
            start = end + 1
            number += 1
        }
        let isLines: Bool = isKnown || (lines.count > 1 && lines.prefix(2).allSatisfy { isObject(bytes[$0.range]) })
        return isLines ? lines : [ResourceLine(range: 0..<bytes.count, number: nil)]
    }

    private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == 0x7B && line.last { $0 != 0x0D && $0 != 0x20 } == 0x7D
    }
}

extension Input {
    /// The resource of a line, or of the whole input.
    func resource(_ bytes: [UInt8], _ line: ResourceLine) throws(CommandFailure) -> ElementTree {
        let isWhole: Bool = line.range == 0..<bytes.count
        do throws(ReadError) {
            return try ElementTree.read(isWhole ? bytes : Array(bytes[line.range]))
        } catch {
            let place: String = line.number.map { "\(name):\($0)" } ?? self.place(error.position)
            throw CommandFailure(.notInput, "\(place): \(error.message)")
        }
    }
}
