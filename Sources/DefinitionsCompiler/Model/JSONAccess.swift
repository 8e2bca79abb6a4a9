import FHIRCore

extension JSONValue {
    /// The items of the array `name`; none where it is missing.
    func items(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }

    /// The strings of the array `name`.
    func strings(_ name: String) -> [String] { items(name).compactMap { $0.string } }

    /// The value (`value[x]`) of the first extension with `url`.
    func extensionValue(_ url: String, _ choice: String) -> JSONValue? {
        items("extension").first { $0["url"]?.string == url }?[choice]
    }
}
