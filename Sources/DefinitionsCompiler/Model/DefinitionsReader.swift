import FHIRCore

/// Reads the definitions of a package. The result does not depend on the order of its files.
struct DefinitionsReader {
    private let package: Package

    static func read(_ package: Package) throws(DefinitionsError) -> Definitions {
        let reader = DefinitionsReader(package: package)
        let types: [TypeDefinition] = try reader.readTypes()
        let valueSets: [ValueSetDefinition] = try reader.readValueSets()
        let codeSystems: [CodeSystemDefinition] = try reader.readCodeSystems(
            properties: Set(valueSets.flatMap { $0.includes.flatMap { $0.filters.map { $0.property } } })
                .union(["child", "parent"]))
        return Definitions(
            fhirVersion: package.fhirVersion, types: types, codeSystems: codeSystems, valueSets: valueSets)
    }

    /// The standard's packages name a file by the type and the id of the resource in it, so the others need not be read.
    private func resources(_ type: String) throws(DefinitionsError) -> [(json: JSONValue, file: String)] {
        var found: [(JSONValue, String)] = []
        for file in package.files where file.name.hasPrefix("\(type)-") {
            let json: JSONValue = try file.json()
            guard json["resourceType"]?.string == type else {
                throw DefinitionsError(file.name, "`resourceType` is not \(type), as the name of the file says")
            }
            found.append((json, file.name))
        }
        return found
    }

    private func readTypes() throws(DefinitionsError) -> [TypeDefinition] {
        var groups: [[TypeDefinition]] = []
        for file in package.files where file.name.hasPrefix("StructureDefinition-") {
            guard let reader = try StructureReader(try file.json(), file: file.name) else { continue }
            groups.append(try reader.types())
        }
        guard !groups.isEmpty else {
            throw DefinitionsError(package.path, "no file StructureDefinition-*.json defines a type: not a FHIR core package")
        }
        groups.sort { a, b in
            (a[0].kind.rawValue, a[0].name) < (b[0].kind.rawValue, b[0].name)
        }
        return try TypeLinker(groups.flatMap { $0 }).linked()
    }

    private func readCodeSystems(properties: Set<String>) throws(DefinitionsError) -> [CodeSystemDefinition] {
        var systems: [CodeSystemDefinition] = []
        for (json, file) in try resources("CodeSystem") {
            systems.append(try CodeSystemReader.read(json, file: file, properties: properties))
        }
        try sortByURL(&systems, url: \.url)
        return systems
    }

    private func readValueSets() throws(DefinitionsError) -> [ValueSetDefinition] {
        var sets: [ValueSetDefinition] = []
        for (json, file) in try resources("ValueSet") { sets.append(try ValueSetReader.read(json, file: file)) }
        try sortByURL(&sets, url: \.url)
        return sets
    }

    /// Bytewise, as the table is searched.
    private func sortByURL<Row>(_ rows: inout [Row], url: (Row) -> String) throws(DefinitionsError) {
        rows.sort { Array(url($0).utf8).lexicographicallyPrecedes(Array(url($1).utf8)) }
        for (a, b) in zip(rows, rows.dropFirst()) where url(a) == url(b) {
            throw DefinitionsError(package.path, "two definitions have the url \(url(a))")
        }
    }
}
