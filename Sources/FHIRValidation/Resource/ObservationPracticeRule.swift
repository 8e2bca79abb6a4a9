import FHIRCore

/// What a good observation says: of whom, by whom and when (FHIR R4, 10.1: best practice, never demanded).
enum ObservationPracticeRule: ResourceRule {
    static let types: [String] = ["Observation"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let severity = context.definitions.options.bestPractice else { return }
        let observation: Element = context.tree.element(resource)
        let practices: [(element: String, id: MessageID)] = [
            ("subject", MessageID("All_observations_should_have_a_subject")),
            ("performer", MessageID("All_observations_should_have_a_performer")),
            ("effective[x]", MessageID("All_observations_should_have_an_effectiveDateTime_or_an_effectivePeriod")),
        ]
        for practice in practices where observation.child(named: practice.element) == nil {
            let message: String = "\(practice.element) is missing; it is best practice that every observation has it"
            context.report(Finding(severity, .invalid, practice.id, message), at: resource)
        }
    }
}
