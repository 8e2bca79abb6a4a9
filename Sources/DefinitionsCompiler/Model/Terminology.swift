/// A code system with its concepts, those below another one after it.
struct CodeSystemDefinition: Equatable {
    /// How much of the code system the definition lists.
    enum Content: String {
        case notPresent = "not-present"
        case example, fragment, complete, supplement
    }

    var url: String
    var version: String?
    var name: String?
    var valueSet: String?
    var content: Content
    var isCaseSensitive: Bool
    var concepts: [Concept]
}

struct Concept: Equatable {
    var code: String
    var display: String?
    /// Index of the concept above in `concepts`.
    var parent: Int?
    var isAbstract: Bool
    var isInactive: Bool
    var properties: [ConceptProperty]
}

struct ConceptProperty: Equatable {
    var code: String
    var value: String
}

/// A value set as its compose gives it.
struct ValueSetDefinition: Equatable {
    var url: String
    var version: String?
    var name: String?
    /// Includes, then excludes, each in the order of the compose.
    var includes: [ValueSetInclude]
}

struct ValueSetInclude: Equatable {
    var system: String?
    var version: String?
    var isExclude: Bool
    var codes: [(code: String, display: String?)]
    var filters: [ValueSetFilter]
    var valueSets: [String]

    static func == (a: ValueSetInclude, b: ValueSetInclude) -> Bool {
        a.system == b.system && a.version == b.version && a.isExclude == b.isExclude
            && a.codes.elementsEqual(b.codes, by: ==) && a.filters == b.filters && a.valueSets == b.valueSets
    }
}

struct ValueSetFilter: Equatable {
    var property: String
    var operation: String
    var value: String
}
