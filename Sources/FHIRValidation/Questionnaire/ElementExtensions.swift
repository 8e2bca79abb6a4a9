import FHIRCore

extension Element {
    /// The values of its extensions with an address.
    func extensionValues(_ url: String) -> [Element] {
        children(named: "extension").compactMap { one in
            one.child(named: "url")?.value == url ? one.child(named: "value[x]") : nil
        }
    }

    /// The value of its first extension with an address.
    func extensionValue(_ url: String) -> Element? { extensionValues(url).first }

    /// The text of a child's value.
    func text(_ name: String) -> String? { child(named: name)?.value }
}
