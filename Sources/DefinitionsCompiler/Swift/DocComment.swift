/// Documentation of generated declarations: facts of the definitions, in our words.
enum DocComment {
    static func type(_ type: TypeDefinition) -> [String] {
        switch type.kind {
        case .backbone: ["/// The content of `\(type.name)`."]
        case .resource: ["/// The resource \(type.name) of FHIR R4: <\(page(of: type))>."]
        default: ["/// The data type \(type.name) of FHIR R4: <\(page(of: type))>."]
        }
    }

    static func property(_ element: ElementDefinition) -> [String] {
        let types: String = element.types.map { $0.code }.joined(separator: " | ")
        let range: String = "\(element.min)..\(element.max.map { String($0) } ?? "*")"
        var lines: [String] = ["/// `\(element.path)`, \(range): \(types)."]
        let targets: [String] = element.types.flatMap { $0.targetProfiles }.map { String($0.split(separator: "/").last ?? "") }
        if !targets.isEmpty { lines.append("/// Refers to \(targets.joined(separator: ", ")).") }
        if let binding = element.binding, let valueSet = binding.valueSet {
            lines.append("/// Codes (\(binding.strength.rawValue)): <\(valueSet.prefix { $0 != "|" })>.")
        }
        if element.isModifier { lines.append("/// A modifier: it can change what the rest means.") }
        return lines
    }

    /// Where the standard describes a type.
    static func page(of type: TypeDefinition) -> String {
        let pages: [String: String] = [
            "Reference": "references", "Extension": "extensibility", "Meta": "resource", "Narrative": "narrative",
            "Dosage": "dosage",
            "ElementDefinition": "elementdefinition", "xhtml": "narrative",
        ]
        let metadata: Set<String> = [
            "ContactDetail", "Contributor", "DataRequirement", "Expression", "ParameterDefinition", "RelatedArtifact",
            "TriggerDefinition", "UsageContext",
        ]
        if type.kind == .resource { return "http://hl7.org/fhir/R4/\(type.name.lowercased()).html" }
        if metadata.contains(type.name) { return "http://hl7.org/fhir/R4/metadatatypes.html#\(type.name)" }
        return "http://hl7.org/fhir/R4/\(pages[type.name] ?? "datatypes").html#\(type.name)"
    }
}
