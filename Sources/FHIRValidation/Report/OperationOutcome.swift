import FHIRCore

extension InputReport {
    /// The findings as an OperationOutcome resource (FHIR R4), with line, column and message id in HL7's extensions.
    ///
    /// Without findings it has one issue of severity `information` that says so, because an OperationOutcome needs one.
    public var operationOutcome: Element {
        let start: SourcePosition? = line.map { SourcePosition(line: $0, column: 1, offset: 0) }
        let none = ValidationIssue(
            severity: .information, code: .informational, messageID: .allOK, message: "no issues found", path: "",
            position: start, profile: nil, rule: nil)
        return OutcomeBuilder(schema: .r4).outcome(issues.isEmpty ? [none] : issues, source: source)
    }
}

extension ValidationOutcome {
    /// The findings as an OperationOutcome resource, as `InputReport` has it.
    public var operationOutcome: Element { report().operationOutcome }

    /// A Bundle (collection) of one OperationOutcome for each input, in order; the input stands in the extension
    /// `operationoutcome-file` of its issues.
    public static func bundle(_ outcomes: [ValidationOutcome]) -> Element {
        let builder = OutcomeBuilder(schema: .r4)
        let entries: [Element] = outcomes.enumerated().map { number, outcome in
            let address: Element = builder.value("uri", OutcomeAddress.address(number))
            return builder.element("Bundle.entry", [("fullUrl", [address]), ("resource", [outcome.operationOutcome])])
        }
        return builder.element("Bundle", [("type", [builder.value("code", "collection")]), ("entry", entries)])
    }
}

/// What the entries of a bundle of outcomes are called: a UUID of version 8 (RFC 9562) that holds their number, so that the same
/// inputs give the same report.
enum OutcomeAddress {
    static func address(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "urn:uuid:00000000-0000-8000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }
}

/// Builds elements of the outcome.
private struct OutcomeBuilder {
    let schema: Schema
    private static let base: String = "http://hl7.org/fhir/StructureDefinition/operationoutcome-"

    func outcome(_ issues: [ValidationIssue], source: String) -> Element {
        element("OperationOutcome", [("issue", issues.map { issue($0, source: source) })])
    }

    private func issue(_ issue: ValidationIssue, source: String) -> Element {
        var extensions: [Element] = []
        if !source.isEmpty { extensions.append(self.extension("file", "valueString", value("string", source))) }
        if let position = issue.position {
            extensions.append(self.extension("issue-line", "valueInteger", value("integer", String(position.line))))
            extensions.append(self.extension("issue-col", "valueInteger", value("integer", String(position.column))))
        }
        extensions.append(self.extension("message-id", "valueCode", value("code", issue.messageID.rawValue)))
        var members: [(String, [Element])] = [
            ("extension", extensions), ("severity", [value("code", issue.severity.rawValue)]),
            ("code", [value("code", issue.code.rawValue)]),
            ("details", [element("CodeableConcept", [("text", [value("string", issue.message)])])]),
        ]
        if let profile = issue.profile {
            let rule: String = issue.rule.map { " (\($0))" } ?? ""
            members.append(("diagnostics", [value("string", "asked for by \(profile)\(rule)")]))
        }
        // A finding on no element has its place in the extensions alone: readers take the first of these for an element's path.
        if let position = issue.position, !issue.path.isEmpty {
            members.append(("location", [value("string", "Line[\(position.line)] Col[\(position.column)]")]))
        }
        if !issue.path.isEmpty { members.append(("expression", [value("string", issue.path)])) }
        return element("OperationOutcome.issue", members)
    }

    private func `extension`(_ name: String, _ field: String, _ content: Element) -> Element {
        element("Extension", [("url", [value("uri", OutcomeBuilder.base + name)]), (field, [content])])
    }

    func element(_ type: String, _ members: [(String, [Element])]) -> Element {
        var result = Element(type: schema.type(named: type) ?? .unknown, schema: schema)
        for (name, children) in members { result.setChildren(named: name, to: children) }
        return result
    }

    func value(_ type: String, _ text: String) -> Element {
        var result = Element(type: schema.type(named: type) ?? .unknown, schema: schema)
        result.setValue(text)
        return result
    }
}
