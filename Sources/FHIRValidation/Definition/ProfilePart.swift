import FHIRCore

extension ProfileLayout {
    /// The tree of a profile, or of one element of it: `url#Composition.section:code` (elementdefinition-profile-element).
    func element(_ canonical: String) -> ProfileElement? {
        let (url, part): (String, String?) = ProfileLayout.split(canonical)
        guard let definition = definition(url), let root = tree(definition) else { return nil }
        return part.map { root.part($0) } ?? root
    }

    /// The address of a profile and the element of it that is meant.
    static func split(_ canonical: String) -> (url: String, part: String?) {
        guard let mark = canonical.firstIndex(of: "#") else { return (canonical, nil) }
        return (String(canonical[..<mark]), String(canonical[mark...].dropFirst()))
    }
}

extension ProfileElement {
    /// The element with an id, counted from the top: `Composition.section:code`.
    func part(_ id: String) -> ProfileElement? {
        var current: ProfileElement = self
        for step in id.split(separator: ".").dropFirst() {
            let words: [Substring] = step.split(separator: ":", maxSplits: 1)
            guard let name = words.first, var next = current.existingChild(String(name)) else { return nil }
            if words.count == 2 {
                guard let slice = next.slices.first(where: { $0.sliceName == String(words[1]) }) else { return nil }
                next = slice
            }
            current = next
        }
        return current
    }
}
