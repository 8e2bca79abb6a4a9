import FHIRCore

/// Profiles that the call asks of single entries (`--bundle-rule Type:n=PROFILE`, `Type=PROFILE`, `n=PROFILE`).
enum BundleProfileRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let rules: [ValidationOptions.BundleRule] = context.definitions.options.bundleRules
        if rules.isEmpty { return }
        var counts: [String: Int] = [:]
        var unused: [ValidationOptions.BundleRule] = rules
        for (place, entry) in context.index.bundle(resource).entries.enumerated() where entry.resource != .none {
            let type: String = context.schema.definition(context.tree.type(of: entry.resource))?.name ?? ""
            let number: Int = counts[type, default: 0]
            counts[type] = number + 1
            for rule in rules where rule.type == nil || rule.type == type {
                if let index = rule.index, index != (rule.type == nil ? place : number) { continue }
                unused.removeAll { $0 == rule }
                context.validate(entry.resource, against: rule.profile, askedBy: nil)
            }
        }
        for rule in unused {
            let wanted: String = [rule.type, rule.index.map { "\($0) (counted from 0)" }].compactMap { $0 }.joined(separator: " ")
            let message: String = "no entry is \(wanted), for which the profile \(rule.profile) is asked"
            context.report(Finding(.warning, .notFound, MessageID("CaseBridge_Bundle_Rule_No_Entry"), message), at: resource)
        }
    }
}
