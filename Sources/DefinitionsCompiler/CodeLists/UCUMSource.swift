import FHIRCore

/// A prefix of the official file.
struct PrefixDefinition {
    var code: String
    var insensitiveCode: String
    var name: String
    var value: String
}

/// A unit atom of the official file. Base units have no expression.
struct UnitDefinition {
    var code: String
    /// Empty for the few units that the file gives none for.
    var insensitiveCode: String
    var name: String
    var isMetric: Bool
    var isArbitrary: Bool
    /// The function's name of a special unit.
    var function: String?
    /// One unit is `value` times `expression`; for a special unit these measure the function's argument.
    var value: String
    var expression: String?
}

/// `ucum-essence.xml`, read but not yet evaluated.
struct UCUMSource {
    static let file: String = "ucum-essence.xml"

    var version: String
    var prefixes: [PrefixDefinition]
    /// The base units first, in the order of UCUM's table of dimensions.
    var units: [UnitDefinition]

    init(_ bytes: [UInt8]) throws(DefinitionsError) {
        let root: XMLNode
        do throws(ReadError) {
            root = try XMLNode.read(bytes)
        } catch {
            throw DefinitionsError(UCUMSource.file, "\(error)")
        }
        guard root.name == "root", let version: String = root["version"] else {
            throw DefinitionsError(UCUMSource.file, at: "root", "is not the root of a UCUM essence file")
        }
        self.version = version
        prefixes = []
        units = []
        for node in root.children("prefix") { prefixes.append(try UCUMSource.prefix(node)) }
        for node in root.children("base-unit") { units.append(try UCUMSource.baseUnit(node)) }
        for node in root.children("unit") { units.append(try UCUMSource.unit(node)) }
    }

    private static func prefix(_ node: XMLNode) throws(DefinitionsError) -> PrefixDefinition {
        let code: String = try attribute("Code", node)
        return PrefixDefinition(
            code: code, insensitiveCode: try attribute("CODE", node), name: try name(node, code),
            value: try attribute("value", try child("value", node, code)))
    }

    private static func baseUnit(_ node: XMLNode) throws(DefinitionsError) -> UnitDefinition {
        let code: String = try attribute("Code", node)
        return UnitDefinition(
            code: code, insensitiveCode: try attribute("CODE", node), name: try name(node, code), isMetric: true,
            isArbitrary: false, function: nil, value: "1", expression: nil)
    }

    private static func unit(_ node: XMLNode) throws(DefinitionsError) -> UnitDefinition {
        let code: String = try attribute("Code", node)
        let value: XMLNode = try child("value", node, code)
        let definition: XMLNode = value.child("function") ?? value
        let isSpecial: Bool = node["isSpecial"] == "yes"
        guard isSpecial == (value.child("function") != nil) else {
            throw DefinitionsError(file, at: code, "a special unit has a function, any other one has none")
        }
        let function: String? = isSpecial ? try attribute("name", definition) : nil
        var expression: String = try attribute("Unit", definition)
        // The file gives the argument of its two tangents in degrees and, in print, in radians; a tangent is taken of radians.
        if function?.contains("tan") == true { expression = "rad" }
        return UnitDefinition(
            code: code, insensitiveCode: node["CODE"] ?? "", name: try name(node, code),
            isMetric: node["isMetric"] == "yes", isArbitrary: node["isArbitrary"] == "yes", function: function,
            value: try attribute("value", definition), expression: expression)
    }

    private static func name(_ node: XMLNode, _ code: String) throws(DefinitionsError) -> String {
        try child("name", node, code).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func child(_ name: String, _ node: XMLNode, _ code: String) throws(DefinitionsError) -> XMLNode {
        guard let child: XMLNode = node.child(name) else { throw DefinitionsError(file, at: code, "has no \(name)") }
        return child
    }

    private static func attribute(_ name: String, _ node: XMLNode) throws(DefinitionsError) -> String {
        guard let value: String = node[name] else {
            throw DefinitionsError(file, at: node.name, "has no attribute \(name)")
        }
        return value
    }
}
