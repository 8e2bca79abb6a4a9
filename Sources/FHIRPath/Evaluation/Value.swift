import FHIRCore

/// An item that an expression gives.
public enum FHIRPathValue: Sendable, Hashable {
    /// An element of the input or of what the environment provides.
    case element(Element)
    /// System.Boolean
    case boolean(Bool)
    /// System.Integer
    case integer(Int)
    /// System.Decimal by its digits: `1.10` keeps them.
    case decimal(String)
    /// System.String
    case string(String)
    /// System.Date as ISO 8601 writes it, as far as it is known.
    case date(String)
    /// System.DateTime as ISO 8601 writes it, as far as it is known.
    case dateTime(String)
    /// System.Time without a leading T, as far as it is known.
    case time(String)
    /// System.Quantity: the digits of its value, and a UCUM code or a calendar word.
    case quantity(value: String, unit: String)
    /// What `type()` gives.
    case type(namespace: String, name: String)

    init(_ item: Item) {
        switch item {
        case .node(let node): self = .element(node.element)
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .string(let value): self = .string(value)
        case .decimal(let value): self = .decimal(value.text)
        case .longDecimal(let value): self = .decimal(value.text)
        case .temporal(let value):
            switch value.kind {
            case .date: self = .date(value.text)
            case .dateTime: self = .dateTime(value.text)
            case .time: self = .time(value.text)
            }
        case .quantity(let value): self = .quantity(value: value.value.text, unit: value.unit)
        case .typeInfo(let type): self = .type(namespace: type.namespace ?? "System", name: type.name)
        }
    }

    /// The item, for the evaluator; nil if a text is not of its kind. The evaluator must hold an element's tree.
    var item: Item? {
        switch self {
        case .element(let element): .node(NodeItem(element))
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .decimal(let text): Item.decimal(text: text)
        case .string(let value): .string(value)
        case .date(let text): Temporal(text, .date).map { .temporal($0) }
        case .dateTime(let text): Temporal(text, .dateTime).map { .temporal($0) }
        case .time(let text): Temporal(text, .time).map { .temporal($0) }
        case .quantity(let value, let unit):
            Decimal(value).map { .quantity(Quantity($0, unit: unit, isCalendar: CalendarUnit(word: unit) != nil)) }
        case .type(let namespace, let name): .typeInfo(TypeName(namespace: namespace, name: name))
        }
    }

    /// The type's name: `Boolean` for System.Boolean, `code` or `HumanName` for elements.
    public var typeName: String {
        switch self {
        case .element(let element): element.typeName ?? ""
        case .boolean: "Boolean"
        case .integer: "Integer"
        case .decimal: "Decimal"
        case .string: "String"
        case .date: "Date"
        case .dateTime: "DateTime"
        case .time: "Time"
        case .quantity: "Quantity"
        case .type: "TypeInfo"
        }
    }

    /// The value's text; nil for an element without a value of its own.
    public var text: String? {
        switch self {
        case .element(let element): element.value
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .decimal(let text), .string(let text), .date(let text), .dateTime(let text), .time(let text): text
        case .quantity(let value, let unit): CalendarUnit(word: unit) != nil ? "\(value) \(unit)" : "\(value) '\(unit)'"
        case .type(let namespace, let name): "\(namespace).\(name)"
        }
    }
}
