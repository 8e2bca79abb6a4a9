/// The addresses of our own definitions, which the files in `Profiles/` publish, and of the standard's that the bridge uses.
enum Canonical {
    /// The base of everything that is defined here. `.example` is reserved (RFC 2606): nobody can own the domain.
    static let base = "https://fhir.casebridge.example/"

    /// A profile or an extension of ours.
    static func structure(_ name: String) -> String { base + "StructureDefinition/" + name }

    /// A code system of ours.
    static func codeSystem(_ name: String) -> String { base + "CodeSystem/" + name }

    /// A system of identifiers of ours: `case`, `series`, `figure`.
    static func identifier(_ name: String) -> String { base + "sid/" + name }

    /// An extension that the official R4 package defines.
    static func standard(_ name: String) -> String { "http://hl7.org/fhir/StructureDefinition/" + name }

    /// A code system of HL7's terminology.
    static func hl7(_ name: String) -> String { "http://terminology.hl7.org/CodeSystem/" + name }

    /// UCUM, the code system of units.
    static let ucum = "http://unitsofmeasure.org"
    /// SNOMED CT.
    static let snomed = "http://snomed.info/sct"
    /// The part of a record that an Observation, Procedure or Composition is.
    static let recordPart = codeSystem("record-part")
    /// The parts of a finding or statistic that are components of its Observation.
    static let findingPart = codeSystem("finding-part")
    /// Present or absent.
    static let presence = codeSystem("presence")
}
