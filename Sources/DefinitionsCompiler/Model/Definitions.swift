/// Everything of a package that the tables and the typed models are made from.
struct Definitions: Equatable {
    var fhirVersion: String
    /// Primitive types, complex types and resources, each kind by name, backbone elements after the type that they stand in.
    var types: [TypeDefinition]
    /// By url.
    var codeSystems: [CodeSystemDefinition]
    /// By url.
    var valueSets: [ValueSetDefinition]
}
