import FHIRCore

/// An element of a profile with what the profile says of it; only elements that it says something of are there.
///
/// The tree is laid out while a profile is compiled and thrown away afterwards.
final class ProfileElement {
    /// Name under the element above, as the definition writes it: `value[x]`, `extension`; the type's name at the top.
    let name: String
    /// Name of the slice that it is.
    let sliceName: String?
    /// The id of the definition that said most of it last, for reports.
    var id: String
    var constraint = ElementConstraint()
    private(set) var children: [ProfileElement] = []
    private(set) var slices: [ProfileElement] = []

    init(name: String, sliceName: String? = nil, id: String) {
        self.name = name
        self.sliceName = sliceName
        self.id = id
    }

    /// The child of that name, made if it is not there.
    func child(_ name: String) -> ProfileElement {
        if let known = children.first(where: { $0.name == name }) { return known }
        let child = ProfileElement(name: name, id: id + "." + name)
        children.append(child)
        return child
    }

    /// The child of that name, if the profile says something of it.
    func existingChild(_ name: String) -> ProfileElement? { children.first { $0.name == name || $0.name == name + "[x]" } }

    /// The names of all slices in it.
    var sliceNames: Set<String> {
        var names: Set<String> = []
        for element in children { names.formUnion(element.sliceNames) }
        for slice in slices {
            if let name = slice.sliceName { names.insert(name) }
            names.formUnion(slice.sliceNames)
        }
        return names
    }

    /// The slice of that name, made if it is not there.
    func slice(_ sliceName: String) -> ProfileElement {
        if let known = slices.first(where: { $0.sliceName == sliceName }) { return known }
        let slice = ProfileElement(name: name, sliceName: sliceName, id: id + ":" + sliceName)
        slices.append(slice)
        return slice
    }

    /// Lays the elements of a differential or snapshot over the tree.
    func overlay(_ definitions: [Element]) {
        var current: [String: ProfileElement] = [:]
        for definition in definitions {
            guard let path = definition.child(named: "path")?.value else { continue }
            let sliceName: String? = definition.child(named: "sliceName")?.value
            guard let here = place(path, sliceName, &current) else { continue }
            if let id = definition.child(named: "id")?.value { here.id = id }
            here.constraint.overlay(ElementConstraint(definition))
        }
    }

    /// The element that a definition is about: below the one that was named last on its way.
    private func place(_ path: String, _ sliceName: String?, _ current: inout [String: ProfileElement]) -> ProfileElement? {
        guard let dot = path.lastIndex(of: ".") else {
            current = [path: self]
            return self
        }
        let above = String(path[..<dot])
        let parent: ProfileElement = current[above] ?? place(above, nil, &current) ?? self
        let base: ProfileElement = parent.child(String(path[path.index(after: dot)...]))
        let here: ProfileElement = sliceName.map { base.slice($0) } ?? base
        current = current.filter { !$0.key.hasPrefix(path + ".") }
        current[path] = here
        return here
    }
}
