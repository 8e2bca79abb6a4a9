import FHIRModels

/// Measurements that FHIR wants in the category of vital signs (R4, observation-vitalsigns).
enum VitalSign {
    /// The category.
    static var category: CodeableConcept {
        CodeableConcept(coding: [
            Coding(
                system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "vital-signs", display: "Vital Signs")
        ])
    }

    /// LOINC codes of R4's value set observation-vitalsignresult.
    private static let codes: Set<String> = [
        "85353-1", "9279-1", "8867-4", "2708-6", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5", "85354-9", "8480-6",
        "8462-4",
        "8478-0",
    ]

    /// One of its codes names a vital sign.
    static func isNamed(by concept: CaseRecord.Concept) -> Bool {
        concept.codings.contains { $0.system == "http://loinc.org" && codes.contains($0.code) }
    }
}
