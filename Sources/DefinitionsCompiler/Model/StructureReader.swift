import FHIRCore
import FHIRPath

/// Reads a StructureDefinition into its type and those of its backbone elements.
struct StructureReader {
    let file: String
    private let root: JSONValue
    private let type: String
    private let url: String
    private var kind: TypeDefinition.Kind = .complex

    /// - Returns: `nil` where the definition is a profile or a logical model: those are not types of the tree.
    init?(_ json: JSONValue, file: String) throws(DefinitionsError) {
        self.file = file
        root = json
        guard let type = json["type"]?.string, let url = json["url"]?.string else {
            throw DefinitionsError(file, "a StructureDefinition needs `type` and `url`")
        }
        self.type = type
        self.url = url
        guard json["derivation"]?.string != "constraint" else { return nil }
        switch json["kind"]?.string {
        case "primitive-type": kind = .primitive
        case "complex-type": kind = .complex
        case "resource": kind = .resource
        case "logical": return nil
        default: throw DefinitionsError(file, "`kind` is none of primitive-type, complex-type, resource, logical")
        }
    }

    /// The type itself, then its backbone elements in the order of the definition.
    func types() throws(DefinitionsError) -> [TypeDefinition] {
        let snapshot: [JSONValue] = root["snapshot"]?.items("element") ?? []
        guard let first = snapshot.first else {
            throw DefinitionsError(file, "has no snapshot: its elements cannot be read")
        }
        let base: String? = root["baseDefinition"]?.string.map { String($0.split(separator: "/").last ?? "") }
        let paths: [String] = try paths(of: snapshot)
        let parents = Set(paths.compactMap { Self.parent($0) })
        var types: [TypeDefinition] = [
            TypeDefinition(
                name: type, url: url, base: base, kind: kind, isAbstract: root["abstract"]?.bool ?? false, elements: [],
                invariants: try invariants(first, at: type), file: file)
        ]
        var rows: [String: Int] = [paths[0]: 0]
        for (json, path) in zip(snapshot, paths).dropFirst() {
            guard let parent = Self.parent(path), let row = rows[parent] else {
                throw DefinitionsError(file, at: path, "stands before the element that it belongs to")
            }
            var element: ElementDefinition = try element(json, path: path)
            if parents.contains(path) {
                rows[path] = types.count
                types.append(
                    TypeDefinition(
                        name: path, url: nil, base: element.types.first?.code, kind: .backbone, isAbstract: false, elements: [],
                        invariants: element.invariants, file: file))
                element.types = [TypeReference(code: path)]
            }
            types[row].elements.append(element)
        }
        return types
    }

    private func paths(of snapshot: [JSONValue]) throws(DefinitionsError) -> [String] {
        var paths: [String] = []
        paths.reserveCapacity(snapshot.count)
        for (index, json) in snapshot.enumerated() {
            guard let path = json["path"]?.string else {
                throw DefinitionsError(file, at: "snapshot.element[\(index)]", "has no `path`")
            }
            paths.append(path)
        }
        return paths
    }

    private static func parent(_ path: String) -> String? {
        path.lastIndex(of: ".").map { String(path[..<$0]) }
    }

    private func element(_ json: JSONValue, path: String) throws(DefinitionsError) -> ElementDefinition {
        let name = String(path[path.index(after: path.lastIndex(of: ".") ?? path.startIndex)...])
        let representation: [String] = json.strings("representation")
        let reference: String? = json["contentReference"]?.string.map { String($0.drop { $0 == "#" }) }
        let types: [TypeReference] = try types(of: json, path: path, name: name, reference: reference)
        return ElementDefinition(
            name: name, path: path, min: try minimum(json, path: path), max: try maximum(json, path: path), types: types,
            contentReference: reference, isModifier: json["isModifier"]?.bool ?? false,
            isSummary: json["isSummary"]?.bool ?? false, isXMLAttribute: representation.contains("xmlAttr"),
            isXHTML: representation.contains("xhtml") || types.contains { $0.code == "xhtml" }, maxLength: json["maxLength"]?.int,
            binding: try binding(json["binding"], at: path), invariants: try invariants(json, at: path))
    }

    private func maximum(_ json: JSONValue, path: String) throws(DefinitionsError) -> Int? {
        guard let text = json["max"]?.string else { throw DefinitionsError(file, at: path, "has no `max`") }
        if text == "*" { return nil }
        guard let max = UInt16(text), max < UInt16.max else {
            throw DefinitionsError(file, at: path, "`max` is \"\(text)\", which is neither * nor a number below 65535")
        }
        return Int(max)
    }

    private func minimum(_ json: JSONValue, path: String) throws(DefinitionsError) -> Int {
        guard let min = json["min"]?.int, 0..<Int(UInt16.max) ~= min else {
            throw DefinitionsError(file, at: path, "`min` is missing, or no number below 65535")
        }
        return min
    }

    private func types(
        of json: JSONValue, path: String, name: String, reference: String?
    ) throws(DefinitionsError) -> [TypeReference] {
        if let reference { return [TypeReference(code: reference)] }
        var types: [TypeReference] = []
        for item in json.items("type") {
            guard let code = item["code"]?.string else { throw DefinitionsError(file, at: path, "has a `type` without `code`") }
            types.append(
                TypeReference(
                    code: fhirType(of: item, code: code, name: name, path: path), targetProfiles: item.strings("targetProfile"),
                    profiles: item.strings("profile")))
        }
        guard !types.isEmpty else { throw DefinitionsError(file, at: path, "has neither a type nor a content reference") }
        return types
    }

    /// Ids and urls have a type of FHIRPath in the definitions of R4, and the one of FHIR in an extension, which says
    /// `string` for the id of a resource, where the standard's text (resource.html) says `id`.
    private func fhirType(of item: JSONValue, code: String, name: String, path: String) -> String {
        guard code.hasPrefix(TypeReference.systemTypePrefix) else { return code }
        if name == "value", kind == .primitive { return code }
        if name == "id", kind == .resource, path == "\(type).id" { return "id" }
        return item.extensionValue("http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type", "valueUrl")?.string
            ?? "string"
    }

    private func binding(_ json: JSONValue?, at path: String) throws(DefinitionsError) -> Binding? {
        guard let json else { return nil }
        guard let strength = json["strength"]?.string.flatMap(Binding.Strength.init(rawValue:)) else {
            throw DefinitionsError(
                file, at: path, "the strength of its binding is none of required, extensible, preferred, example")
        }
        let maximum = json.extensionValue(
            "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet", "valueCanonical")
        return Binding(strength: strength, valueSet: json["valueSet"]?.string, maxValueSet: maximum?.string)
    }

    private func invariants(_ json: JSONValue, at path: String) throws(DefinitionsError) -> [Invariant] {
        var invariants: [Invariant] = []
        for item in json.items("constraint") {
            guard let key = item["key"]?.string else { throw DefinitionsError(file, at: path, "has a constraint without `key`") }
            let best = item.extensionValue(
                "http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice", "valueBoolean")
            let expression: String? = item["expression"]?.string
            if let expression { try check(expression, of: key, at: path) }
            invariants.append(
                Invariant(
                    key: key, expression: expression, source: item["source"]?.string ?? url,
                    isError: item["severity"]?.string != "warning", isBestPractice: best?.bool ?? false))
        }
        return invariants
    }

    /// A table whose invariants do not compile is refused.
    private func check(_ expression: String, of key: String, at path: String) throws(DefinitionsError) {
        do throws(FHIRPathError) { try FHIRPath.checkSyntax(expression) } catch {
            throw DefinitionsError(file, at: path, "the expression of \(key) does not compile: \(error)")
        }
    }
}
