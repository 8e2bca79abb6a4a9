import FHIRCore
import FHIRModels

extension FHIRView {
    /// A new element of this type with nothing in it.
    static func empty() -> Self { Self(element: Element(type: typeName) ?? Element(type: TypeIndex.unknown)) }

    /// The extensions with an address.
    func extensions(_ url: String) -> [Extension] {
        element.children(named: "extension").map { Extension(element: $0) }.filter { $0.url?.text == url }
    }

    /// Adds an extension behind those that are there.
    mutating func append(_ added: Extension) {
        element.setChildren(named: "extension", to: element.children(named: "extension") + [added.element])
    }
}

extension Extension {
    /// An extension that holds a value, or the extension itself where the part is one with parts of its own.
    init(_ url: String, holding part: some FHIRView) {
        if var nested = part as? Extension {
            nested.element.setChildren(named: "url", to: [FHIRURI(url).element])
            self = nested
        } else {
            self.init(url: FHIRURI(url))
            value = AnyValue(element: part.element)
        }
    }

    /// The value, where it has the type, or the extension itself where that is asked for.
    func part<Part: FHIRView>(_ type: Part.Type) -> Part? {
        (self as? Part) ?? value.flatMap { Part($0.element) }
    }
}

extension FHIRView {
    /// The standard has an element of the name in this type.
    func hasField(_ name: String) -> Bool { element.tree.schema.field(name, of: element.type) != nil }
}
