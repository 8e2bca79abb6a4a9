/// A type of the standard: a StructureDefinition with derivation `specialization`, or a backbone element of one.
struct TypeDefinition: Equatable {
    enum Kind: UInt8 {
        case primitive, complex, backbone, resource
    }

    /// "Patient", "HumanName", "code"; a backbone element is named by its path: "Patient.contact".
    var name: String
    /// Canonical of the StructureDefinition; none for a backbone element.
    var url: String?
    /// Name of the type that this one specialises; none for Element and Resource.
    var base: String?
    var kind: Kind
    var isAbstract: Bool
    /// All elements, inherited ones too, in the order of the snapshot.
    var elements: [ElementDefinition]
    /// Of the root element, those of the base type first.
    var invariants: [Invariant]
    /// The file that the type was read from, for messages.
    var file: String
}

/// One element of a type.
struct ElementDefinition: Equatable {
    /// Last part of the path: "birthDate", "value[x]".
    var name: String
    var path: String
    var min: Int
    /// `nil` is unlimited ("*").
    var max: Int?
    var types: [TypeReference]
    /// Path of the backbone element whose content this one has: "Bundle.link".
    var contentReference: String?
    var isModifier: Bool
    var isSummary: Bool
    var isXMLAttribute: Bool
    var isXHTML: Bool
    /// Characters, of strings.
    var maxLength: Int?
    var binding: Binding?
    /// As the definition lists them, those of the element's types included.
    var invariants: [Invariant]

    var isChoice: Bool { name.hasSuffix("[x]") }

    /// A primitive's `value`: no element of JSON or XML, but the text of the primitive itself.
    var isPrimitiveValue: Bool { types.first?.isSystemType ?? false }

    /// The names that JSON and XML use, with the type that each stands for, in the order of the definition.
    var fields: [(name: String, type: String)] {
        guard !isPrimitiveValue else { return [] }
        guard isChoice else { return types.first.map { [(name, $0.code)] } ?? [] }
        let stem: Substring = name.dropLast(3)
        return types.map { ("\(stem)\($0.code.prefix(1).uppercased())\($0.code.dropFirst())", $0.code) }
    }
}

/// One of the types that an element allows.
struct TypeReference: Equatable {
    /// Name of a type of the table, or a system type of FHIRPath (`http://hl7.org/fhirpath/System.String`).
    var code: String
    /// Canonicals of the profiles that the target of a reference conforms to.
    var targetProfiles: [String] = []
    /// Canonicals of the profiles that the value conforms to.
    var profiles: [String] = []

    static let systemTypePrefix = "http://hl7.org/fhirpath/System."

    var isSystemType: Bool { code.hasPrefix(Self.systemTypePrefix) }
}

/// The value set that an element is bound to.
struct Binding: Hashable {
    enum Strength: String {
        case required, extensible, preferred, example
    }

    var strength: Strength
    var valueSet: String?
    var maxValueSet: String?
}

/// A rule of a definition, in FHIRPath.
struct Invariant: Hashable {
    var key: String
    var expression: String?
    /// Canonical of the definition that states it.
    var source: String?
    var isError: Bool
    var isBestPractice: Bool
}
