/// Which types are generated, and what they are called in Swift.
struct ModelPlan {
    /// A code type: the codes that an element with a required binding may have.
    struct CodeType: Equatable {
        var name: String
        var valueSet: String
        var codes: [String]
    }

    let definitions: Definitions
    /// Complex types and the resources asked for, without abstract ones.
    private(set) var roots: [TypeDefinition] = []
    /// By url of the value set.
    private(set) var codeTypes: [String: CodeType] = [:]
    private let types: [String: TypeDefinition]

    /// Types that Support/ has by hand.
    static let abstractTypes: Set<String> = ["Element", "BackboneElement", "Resource", "DomainResource"]

    init(_ definitions: Definitions, resources: [String]) throws(DefinitionsError) {
        self.definitions = definitions
        types = Dictionary(uniqueKeysWithValues: definitions.types.map { ($0.name, $0) })
        for name in resources where types[name]?.kind != .resource || types[name]?.isAbstract == true {
            throw DefinitionsError("RESOURCES", at: name, "is no resource type of the package")
        }
        roots = definitions.types.filter {
            $0.kind == .complex && !Self.abstractTypes.contains($0.name) || resources.contains($0.name)
        }
        nameCodeTypes()
    }

    var primitives: [TypeDefinition] { definitions.types.filter { $0.kind == .primitive } }

    func type(_ name: String) -> TypeDefinition? { types[name] }

    /// The backbone elements right below a type, in order.
    func nestedTypes(of type: TypeDefinition) -> [TypeDefinition] {
        type.elements.compactMap { element in
            element.types.first.flatMap { $0.code == element.path ? types[$0.code] : nil }
        }
    }

    /// The code type of an element that is a single code of a set with listed codes.
    func codeType(of element: ElementDefinition) -> CodeType? {
        Self.requiredValueSet(element).flatMap { codeTypes[$0] }
    }

    private static func requiredValueSet(_ element: ElementDefinition) -> String? {
        guard let binding = element.binding, binding.strength == .required, element.types.map({ $0.code }) == ["code"] else {
            return nil
        }
        return binding.valueSet.map { String($0.prefix { $0 != "|" }) }
    }

    /// Named as the standard names the value set; by its url where two have one name, or the name is a type's.
    private mutating func nameCodeTypes() {
        let sets = ValueSetCodes(definitions)
        var urls: Set<String> = []
        for root in roots { collect(root, into: &urls) }
        let used: [(url: String, codes: [String])] = urls.sorted().compactMap { url in
            sets.codes(of: url).flatMap { $0.isEmpty || $0.count > 300 ? nil : (url, $0) }
        }
        let names: [String] = definitions.valueSets.map { Self.codeTypeName($0.name ?? "") }
        let counts: [String: Int] = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        for (url, codes) in used {
            var name: String = Self.codeTypeName(sets[url]?.name ?? "")
            if counts[name] != 1 { name = Self.codeTypeName(String(url.split(separator: "/").last ?? "")) }
            if types[name] != nil || name.isEmpty { name += "Code" }
            codeTypes[url] = CodeType(name: name, valueSet: url, codes: codes)
        }
    }

    private func collect(_ type: TypeDefinition, into urls: inout Set<String>) {
        for element in type.elements { Self.requiredValueSet(element).map { _ = urls.insert($0) } }
        for nested in nestedTypes(of: type) { collect(nested, into: &urls) }
    }

    private static func codeTypeName(_ text: String) -> String {
        SwiftName.words(text).map { SwiftName.capitalised(String($0)) }.joined()
    }
}
