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

        /// The beginning of an answer in JSON.
        var json: String { "{\"source\":" + PathAnswer.quoted(source) + ",\"line\":" + (line.map(String.init) ?? "null") }
    }

    let values: [FHIRPathValue]
    let place: Place?

    /// A failure in the place of an answer: in JSON one fatal issue; text has none, as standard error says it.
    static func failure(_ failure: CommandFailure, place: Place?, as format: PathFormat) -> [UInt8] {
        if format == .text { return [] }
        let outcome: Element = ValidationOutcome(
            failure: failure.description, code: failure.status.issueCode, source: place?.source ?? ""
        ).operationOutcome
        guard let place else { return outcome.json().bytes }
        return Array((place.json + ",\"outcome\":").utf8) + compact(outcome) + Array("}\n".utf8)
    }

    /// Text: a line an item. JSON: an array of `{"type", "value"}`; for several resources a line each with their place.
    func bytes(as format: PathFormat) -> [UInt8] {
        var output: [UInt8] = []
        if format == .text {
            let prefix: [UInt8] = Array((place.map { $0.source + ($0.line.map { ":\($0)" } ?? "") + ": " } ?? "").utf8)
            for value in values { output += prefix + PathAnswer.text(of: value) + [0x0A] }
            return output
        }
        if let place { output += Array((place.json + ",\"items\":").utf8) }
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

extension ExitStatus {
    /// What an OperationOutcome says of it.
    fileprivate var issueCode: IssueCode {
        switch self {
        case .notInput, .findings: .processing
        case .usage: .invalid
        default: .notFound
        }
    }
}
