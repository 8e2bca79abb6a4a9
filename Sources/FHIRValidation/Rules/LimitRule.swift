import FHIRCore
import FHIRPath

/// The least or greatest value (ElementDefinition.minValue[x] and maxValue[x]), or the least length of a text.
///
/// Values are compared as FHIRPath compares them: quantities by their units, dates as far as they are known.
struct LimitRule: Rule {
    let origin: RuleOrigin
    /// True for a value outside the limit; nil for a limit of length.
    let isOutside: FHIRPath?
    let least: Int
    let id: MessageID
    let words: String

    static func compile(_ element: ProfileElement, _ profile: String, _ schema: Schema) -> [LimitRule] {
        let limits: ValueLimits = element.constraint.limits
        if limits.isEmpty { return [] }
        let origin = RuleOrigin(profile: profile, element: element.id)
        var rules: [LimitRule] = []
        for (limit, isLeast) in [(limits.least, true), (limits.most, false)] {
            guard let limit, let comparison = comparison(limit, isLeast: isLeast),
                let path = try? FHIRPath(comparison, contexts: [], manner: .definition, schema: schema)
            else { continue }
            rules.append(
                LimitRule(
                    origin: origin, isOutside: path, least: 0, id: messageID(limit, isLeast: isLeast),
                    words: words(limit, isLeast: isLeast)))
        }
        if let length = limits.minLength {
            rules.append(
                LimitRule(
                    origin: origin, isOutside: nil, least: length, id: MessageID("CaseBridge_Primitive_Too_Short"),
                    words: "at least \(length) characters are asked for"))
        }
        return rules
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        guard let isOutside else { return length(node, context.tree) >= least }
        return context.truth(of: isOutside, on: node) != true
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let found: String = context.tree.element(node).brief
        context.report(Finding(.error, .invalid, id, "\(found) is out of bounds: \(words) by the profile"), at: node, origin)
    }

    private func length(_ node: NodeIndex, _ tree: ElementTree) -> Int {
        tree.withValue(of: node) { $0.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    }

    // MARK: Limits in FHIRPath

    private static func comparison(_ limit: ValueLimits.Limit, isLeast: Bool) -> String? {
        let sign: String = isLeast ? "<" : ">"
        switch limit {
        case .fromNow(let number, let unit):
            guard let word = calendarWord(unit) else { return nil }
            let moment: (String) -> String = { "\($0)() \(isLeast ? "-" : "+") \(number) \(word)" }
            return "iif($this is date, $this \(sign) (\(moment("today"))), $this \(sign) (\(moment("now"))))"
        case .value(let element):
            if element.child(named: "value") != nil { return quantityComparison(element, sign, isLeast: isLeast) }
            guard let value = element.value else { return nil }
            switch element.typeName {
            case "date": return "$this \(sign) @\(value)"
            case "dateTime", "instant": return "$this \(sign) @\(value)\(value.contains("T") ? "" : "T")"
            case "time": return "$this \(sign) @T\(value)"
            default: return "$this \(sign) \(value)"
            }
        }
    }

    /// A duration is counted from now where a date is limited; else quantities are compared by their units.
    private static func quantityComparison(_ element: Element, _ sign: String, isLeast: Bool) -> String? {
        guard let value = element.child(named: "value")?.value else { return nil }
        guard let unit = element.child(named: "code")?.value, !unit.contains("'"), !unit.contains("\\") else {
            return "$this.value \(sign) \(value)"
        }
        let same: String = "iif($this.code = '\(unit)', $this.value \(sign) \(value), $this \(sign) \(value) '\(unit)')"
        guard calendarWord(unit) != nil, let relative = comparison(.fromNow(value, unit: unit), isLeast: isLeast) else {
            return same
        }
        return "iif($this is date or $this is dateTime or $this is instant, \(relative), \(same))"
    }

    /// The calendar duration that a unit of UCUM stands for.
    private static func calendarWord(_ unit: String) -> String? {
        ["a": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "hours", "min": "minutes", "s": "seconds"][unit]
    }

    // MARK: Words

    private static func words(_ limit: ValueLimits.Limit, isLeast: Bool) -> String {
        let edge: String = isLeast ? "the least value" : "the greatest value"
        switch limit {
        case .fromNow(let number, let unit): return "\(edge) is \(number) \(unit) \(isLeast ? "before" : "after") now"
        case .value(let element): return "\(edge) is \(element.brief)"
        }
    }

    private static func messageID(_ limit: ValueLimits.Limit, isLeast: Bool) -> MessageID {
        guard case .value(let element) = limit, element.child(named: "value") == nil else {
            return MessageID(isLeast ? "CaseBridge_Quantity_Below_Minimum" : "CaseBridge_Quantity_Above_Maximum")
        }
        switch element.typeName {
        case "date", "dateTime", "instant", "time":
            return MessageID(isLeast ? "CaseBridge_Date_Below_Minimum" : "CaseBridge_Date_Above_Maximum")
        case "decimal":
            return MessageID(isLeast ? "Type_Specific_Checks_DT_Decimal_LT" : "Type_Specific_Checks_DT_Decimal_GT")
        default: return MessageID(isLeast ? "Type_Specific_Checks_DT_Integer_LT" : "Type_Specific_Checks_DT_Integer_GT")
        }
    }
}

/// A primitive must have a value: extensions alone are not enough (ElementDefinition.mustHaveValue of FHIR R5, in R4 as an extension).
struct ValuePresenceRule: Rule {
    let origin: RuleOrigin

    static func compile(_ element: ProfileElement, _ profile: String) -> ValuePresenceRule? {
        element.constraint.mustHaveValue
            ? ValuePresenceRule(origin: RuleOrigin(profile: profile, element: element.id)) : nil
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        context.definitions.format(of: context.tree.type(of: node)) == nil || context.tree.kind(of: node) != .none
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let message: String = "the profile demands a value here; an extension that says why there is none is not enough"
        context.report(Finding(.error, .required, MessageID("PRIMITIVE_MUSTHAVEVALUE_MESSAGE"), message), at: node, origin)
    }
}
