import FHIRCore

/// What a value set says about its codes (FHIR R4, ValueSet.compose), from the embedded table or a resource.
public struct ValueSet: Sendable {
    /// Canonical address.
    public let url: String
    /// Business version.
    public let version: String?
    /// Its includes and excludes in order.
    public let includes: [Include]
    /// The codes of its expansion, a code system each, if that is there and whole beside a compose.
    let expansion: [Include]?

    /// An include or exclude.
    public struct Include: Sendable {
        /// It takes codes away.
        public let isExclude: Bool
        /// Canonical of the code system.
        public let system: String?
        /// Version of the code system, if one is asked for.
        public let version: String?
        /// The codes listed; all of the system if none are and there is no filter.
        public let codes: [String]
        /// The code system with its version, as it is looked up.
        var canonical: String? { system.map { system in system + (version.map { "|" + $0 } ?? "") } }
        /// What the codes must fulfil.
        public let filters: [Filter]
        /// Canonicals of value sets; a code must be in all of them.
        public let valueSets: [String]
    }

    /// A condition on the concepts of a code system.
    public struct Filter: Sendable, Hashable {
        /// The property that is asked.
        public let property: String
        /// The comparison, such as `is-a` or `=`.
        public let operation: String
        /// What it is compared with.
        public let value: String
    }

    init(_ set: EmbeddedValueSet) {
        url = set.url
        version = set.version
        expansion = nil
        includes = set.includes.map { include in
            Include(
                isExclude: include.isExclude, system: include.system, version: include.version,
                codes: include.codes.map(\.code),
                filters: include.filters.map { Filter(property: $0.property, operation: $0.operation, value: $0.value) },
                valueSets: include.valueSets)
        }
    }

    /// Nil if the resource has no `url`. Without a compose the codes of its expansion count.
    init?(_ resource: Element, at address: String? = nil) {
        guard let url = address ?? resource.child(named: "url")?.value else { return nil }
        self.url = url
        version = resource.child(named: "version")?.value
        var includes: [Include] = []
        if let compose = resource.child(named: "compose") {
            includes += compose.children(named: "include").map { ValueSet.include($0, isExclude: false) }
            includes += compose.children(named: "exclude").map { ValueSet.include($0, isExclude: true) }
        }
        let expansion: [Include]? = resource.child(named: "expansion").flatMap(ValueSet.codes)
        self.includes = includes.isEmpty ? expansion ?? [] : includes
        self.expansion = includes.isEmpty ? nil : expansion
    }

    private static func include(_ element: Element, isExclude: Bool) -> Include {
        Include(
            isExclude: isExclude, system: element.child(named: "system")?.value,
            version: element.child(named: "version")?.value,
            codes: element.children(named: "concept").compactMap { $0.child(named: "code")?.value },
            filters: element.children(named: "filter").map { filter in
                Filter(
                    property: filter.child(named: "property")?.value ?? "", operation: filter.child(named: "op")?.value ?? "",
                    value: filter.child(named: "value")?.value ?? "")
            },
            valueSets: element.children(named: "valueSet").compactMap(\.value))
    }

    /// The codes of an expansion, a code system each; nil if it is not whole.
    private static func codes(of expansion: Element) -> [Include]? {
        var codes: [String: [String]] = [:]
        var order: [String] = []
        var count: Int = 0
        var queue: [Element] = expansion.children(named: "contains").reversed()
        while let item = queue.popLast() {
            count += 1
            queue += item.children(named: "contains").reversed()
            guard let code = item.child(named: "code")?.value, item.child(named: "abstract")?.value != "true" else { continue }
            let system: String = item.child(named: "system")?.value ?? ""
            if codes[system] == nil { order.append(system) }
            codes[system, default: []].append(code)
        }
        if let total = expansion.child(named: "total")?.value.flatMap({ Int($0) }), total > count { return nil }
        return order.map { system in
            Include(
                isExclude: false, system: system.isEmpty ? nil : system, version: nil, codes: codes[system] ?? [], filters: [],
                valueSets: [])
        }
    }
}
