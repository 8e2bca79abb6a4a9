import FHIRCore

/// The value set of all codes that a code system names (FHIR R4, CodeSystem.valueSet): it includes that code system, whole and alone.
enum CodeSystemValueSetRule: ResourceRule {
    static let types: [String] = ["CodeSystem"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let system: Element = context.tree.element(resource)
        // A supplement names the value set of the code system that it adds to.
        guard system.text("content") != "supplement", let link = system.child(named: "valueSet"), let address = link.value,
            let url = system.text("url"), let set = context.definitions.resource(address, "ValueSet"),
            let finding = finding(set, address, url)
        else { return }
        context.report(finding, at: link.index)
    }

    private static func finding(_ set: Element, _ address: String, _ system: String) -> Finding? {
        guard let compose = set.child(named: "compose") else { return nil }
        let includes: [Element] = compose.children(named: "include")
        guard let include = includes.first, includes.count == 1, compose.child(named: "exclude") == nil else {
            let message: String = "\(address) is said to hold all codes of \(system), and does not consist of one include"
            return Finding(.error, .businessRule, MessageID("CodeSystem_CS_VS_Invalid"), message)
        }
        guard include.text("system") == system else {
            let found: String = include.text("system") ?? "none"
            let message: String = "\(address) is said to hold all codes of \(system), and includes another system: \(found)"
            return Finding(.error, .businessRule, MessageID("CodeSystem_CS_VS_WrongSystem"), message)
        }
        if ["valueSet", "concept", "filter"].allSatisfy({ include.child(named: $0) == nil }) { return nil }
        let message: String = "\(address) is said to hold all codes of \(system), and includes some of them only"
        return Finding(.error, .businessRule, MessageID("CodeSystem_CS_VS_IncludeDetails"), message)
    }
}
