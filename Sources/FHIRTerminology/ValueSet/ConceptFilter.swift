import FHIRCore
import RegularExpressions

/// A filter of a value set, on the concepts of a code system (FHIR R4, ValueSet.compose.include.filter).
struct ConceptFilter: Sendable {
    private enum Operation: Sendable {
        case isA(CodeSystem.Concept?)
        case descendentOf(CodeSystem.Concept?)
        case isNotA(CodeSystem.Concept?)
        case generalizes(CodeSystem.Concept?)
        case equal(Set<String>)
        case notIn(Set<String>)
        case exists(Bool)
        case matches(RegularExpression)
        case childOf(CodeSystem.Concept?)
        case unsupported
    }

    private let filter: ValueSet.Filter
    private let operation: Operation

    init(_ filter: ValueSet.Filter, in system: CodeSystem) {
        self.filter = filter
        let concept: CodeSystem.Concept? = system.conceptInAnyCase(filter.value)
        let values = Set(filter.value.split(separator: ",").map { String($0.drop { $0 == " " }) })
        operation =
            switch filter.operation {
            case "is-a": .isA(concept)
            case "descendent-of": .descendentOf(concept)
            case "is-not-a": .isNotA(concept)
            case "generalizes": .generalizes(concept)
            case "=": .equal([filter.value])
            case "in": .equal(values)
            case "not-in": .notIn(values)
            case "exists": .exists(filter.value == "true")
            case "regex": (try? RegularExpression("^(?:\(filter.value))$")).map { .matches($0) } ?? .unsupported
            case "child-of": .childOf(concept)
            default: .unsupported
            }
    }

    /// Whether a concept passes.
    func holds(_ concept: CodeSystem.Concept, in system: CodeSystem) -> Membership {
        let passes: Bool
        switch operation {
        case .isA(let ancestor): passes = ancestor.map { system.isDescendant(concept, of: $0) } ?? false
        case .descendentOf(let ancestor):
            passes = ancestor.map { concept != $0 && system.isDescendant(concept, of: $0) } ?? false
        case .isNotA(let ancestor): passes = ancestor.map { !system.isDescendant(concept, of: $0) } ?? true
        case .generalizes(let descendant): passes = descendant.map { system.isDescendant($0, of: concept) } ?? false
        case .equal(let wanted): passes = values(of: concept, in: system).contains { wanted.contains($0) }
        case .notIn(let banned): passes = !values(of: concept, in: system).contains { banned.contains($0) }
        case .exists(let wanted): passes = values(of: concept, in: system).isEmpty != wanted
        case .matches(let pattern): passes = values(of: concept, in: system).contains { (try? pattern.isMatch($0)) == true }
        case .childOf(let parent): passes = parent.map { system.parents(concept).contains($0) } ?? false
        case .unsupported:
            return .notChecked(.unsupportedFilter("\(filter.property) \(filter.operation) \(filter.value)"))
        }
        return passes ? .member : .notMember
    }

    /// The values of the filter's property, those that follow from the concept's place and state included.
    private func values(of concept: CodeSystem.Concept, in system: CodeSystem) -> [String] {
        switch filter.property {
        case "concept", "code": return [system.code(concept)]
        case "display": return system.display(concept).map { [$0] } ?? []
        case "parent": return system.parents(concept).map(system.code)
        case "inactive": return [system.isInactive(concept) ? "true" : "false"]
        default: return system.properties(concept).filter { $0.code == filter.property }.map(\.value)
        }
    }
}
