/// The definitions that a type's wrapped properties make, in the order of their declaration.
struct ArgumentSet {
    private(set) var definitions: [ArgumentDefinition] = []
    /// The values of properties without a wrapper, which decoding needs back.
    private(set) var plainValues: [String: Any] = [:]

    init(_ type: any ParsableArguments.Type) { self.init(of: type.init()) }

    init(of arguments: some ParsableArguments, key: String = "", section: String = "", visibility: ArgumentVisibility = .default)
    {
        for child in Mirror(reflecting: arguments).children {
            guard let label = child.label else { continue }
            if let property = child.value as? any ArgumentProperty {
                // The compiler stores the wrapper of `name` as `_name`.
                let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
                let path = key.isEmpty ? name : key + "." + name
                definitions += property.definitions(key: path, section: section).map { $0.limited(to: visibility) }
            } else {
                plainValues[key.isEmpty ? label : key + "." + label] = child.value
            }
        }
    }

    var positionals: [ArgumentDefinition] { definitions.filter { $0.traits.kind == .positional } }

    func shown(includingHidden: Bool) -> [ArgumentDefinition] {
        definitions.filter { $0.traits.help.visibility.isShown(includingHidden: includingHidden) }
    }

    func declares(_ name: String) -> Bool { definitions.contains { $0.forms.contains { $0.names.contains(name) } } }
}
