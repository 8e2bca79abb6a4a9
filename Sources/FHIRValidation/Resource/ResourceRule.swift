import FHIRCore

/// A rule on resources of some types that no invariant or profile can state (FHIR R4, the notes of each resource's page).
/// It runs when everything in the resource has been checked by the base rules.
protocol ResourceRule: Sendable {
    /// Names of the types that it is for.
    static var types: [String] { get }
    /// Reports what is wrong with the resource at the node.
    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext)
}

/// The rules on resources, by the row of their type.
struct ResourceRules: Sendable {
    /// All there are: a new rule is added here, in the order of its reports.
    private static let all: [any ResourceRule.Type] = [
        ObservationPracticeRule.self, VitalSignsRule.self,
        CodeSystemContentRule.self, CodeSystemValueSetRule.self, CodeSystemPropertyRule.self, ConceptRule.self,
        ValueSetIncludeRule.self, PublicationRule.self,
        ConceptMapRule.self, SearchParameterRule.self, CapabilityStatementRule.self,
        HL7DefinitionRule.self, StructureTypeRule.self, ElementListRule.self, ElementFitRule.self, DifferentialRule.self,
        NarrowingRule.self,
        BundleEntryRule.self, BundleLinkRule.self, BundleReachabilityRule.self, BundleSearchRule.self, BundleProfileRule.self,
        QuestionnaireResponseRule.self, QuestionnaireRule.self, MeasureRule.self, MeasureReportRule.self,
    ]

    private let byType: [[any ResourceRule.Type]]

    init(_ schema: Schema) {
        var byType: [[any ResourceRule.Type]] = Array(repeating: [], count: schema.typeCount)
        for rule in ResourceRules.all {
            for name in rule.types {
                if let type = schema.type(named: name) { byType[type.number].append(rule) }
            }
        }
        self.byType = byType
    }

    /// The rules on resources of a type.
    subscript(type: TypeIndex) -> [any ResourceRule.Type] { byType[type.number] }
}
