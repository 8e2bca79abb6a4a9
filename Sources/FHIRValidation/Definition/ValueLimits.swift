import FHIRCore

/// The limits of an element's value: `minValue[x]`, `maxValue[x]` and the least length of a text.
struct ValueLimits {
    /// A limit: a value of the element's own type, or a duration counted from now.
    enum Limit {
        case value(Element)
        /// Number and UCUM unit.
        case fromNow(String, unit: String)
    }

    var least: Limit?
    var most: Limit?
    var minLength: Int?

    init() {}

    init(_ definition: Element) {
        least = ValueLimits.limit(definition, "minValue")
        most = ValueLimits.limit(definition, "maxValue")
        let length: String? = definition.extensionValue("http://hl7.org/fhir/StructureDefinition/minLength")?.value
        minLength = length.flatMap { Int($0) }
    }

    var isEmpty: Bool { least == nil && most == nil && minLength == nil }

    mutating func overlay(_ derived: ValueLimits) {
        least = derived.least ?? least
        most = derived.most ?? most
        minLength = derived.minLength ?? minLength
    }

    /// The text of the standard allows a Duration for dates and times; the table of types forgets it, so it is read as unknown content.
    private static func limit(_ definition: Element, _ name: String) -> Limit? {
        if let value = definition.child(named: name + "[x]") { return .value(value) }
        guard let raw = definition.children.first(where: { $0.name == name + "Duration" }), raw.kind == .rawJSON,
            let json = try? JSONValue.read(raw.tree.withValue(of: raw.index, Array.init)),
            let unit = json["code"]?.string ?? json["unit"]?.string
        else { return nil }
        if case .number(let number)? = json["value"] { return .fromNow(number, unit: unit) }
        return nil
    }
}

/// A value set that a binding names beside its own (the element `additional` of FHIR R5, in R4 as an extension).
struct AdditionalBinding {
    /// `required`, `maximum`, `extensible`, …
    let purpose: String
    let valueSet: String
    /// It holds only in some contexts of use.
    let isConditional: Bool

    /// Those of a binding.
    static func all(_ binding: Element) -> [AdditionalBinding] {
        let urls: [String] = ["/extension-ElementDefinition.binding.additional", "/tools/StructureDefinition/additional-binding"]
        return binding.children(named: "extension").compactMap { mark in
            guard let url = mark.child(named: "url")?.value, urls.contains(where: url.hasSuffix),
                let purpose = mark.extensionValue("purpose")?.value, let set = mark.extensionValue("valueSet")?.value
            else { return nil }
            return AdditionalBinding(purpose: purpose, valueSet: set, isConditional: mark.hasExtension("usage"))
        }
    }
}

extension Element {
    /// Whether an extension with that url is there.
    func hasExtension(_ url: String) -> Bool {
        children(named: "extension").contains { $0.child(named: "url")?.value == url }
    }
}
