/// Checks that every type, base and content reference is there, and gives each type and element its own invariants.
struct TypeLinker {
    private var types: [TypeDefinition]
    private var rows: [String: Int] = [:]

    init(_ types: [TypeDefinition]) throws(DefinitionsError) {
        self.types = types
        for (row, type) in types.enumerated() {
            if let other = rows.updateValue(row, forKey: type.name) {
                throw DefinitionsError(type.file, "the type \(type.name) is defined in \(types[other].file) too")
            }
        }
    }

    func linked() throws(DefinitionsError) -> [TypeDefinition] {
        var linked = self
        for row in types.indices { linked.types[row].invariants = try invariants(ofType: row) }
        let whole: [TypeDefinition] = linked.types
        for row in whole.indices {
            for element in whole[row].elements.indices {
                linked.types[row].elements[element].invariants = try linked.ownInvariants(
                    whole[row].elements[element], in: whole[row])
            }
        }
        return linked.types
    }

    private func row(_ name: String, for type: TypeDefinition, at path: String) throws(DefinitionsError) -> Int {
        guard let row = rows[name] else {
            throw DefinitionsError(type.file, at: path, "the type \(name) is not defined in the package")
        }
        return row
    }

    /// Those of the base type first, then what the type's root element adds.
    private func invariants(ofType row: Int) throws(DefinitionsError) -> [Invariant] {
        let type: TypeDefinition = types[row]
        guard let base = type.base else { return type.invariants }
        var all: [Invariant] = try invariants(ofType: try self.row(base, for: type, at: type.name))
        for invariant in type.invariants where !all.contains(invariant) { all.append(invariant) }
        return all
    }

    /// What every allowed type states anyway is not said again at the element.
    private func ownInvariants(
        _ element: ElementDefinition, in type: TypeDefinition
    ) throws(DefinitionsError) -> [Invariant] {
        var stated: Set<Invariant>?
        for reference in element.types where !reference.isSystemType {
            let row: Int = try row(reference.code, for: type, at: element.path)
            let invariants = Set(types[row].invariants)
            stated = stated?.intersection(invariants) ?? invariants
        }
        return element.invariants.filter { !(stated?.contains($0) ?? false) }
    }
}
