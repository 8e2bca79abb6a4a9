/// All functions, by chapter of the specification (FHIRPath 2.0, Functions; FHIR R4, 2.9.1 Additional functions).
enum FunctionTable {
    static let chapters: [(title: String, functions: [Function])] = [
        ("Existence", existence), ("Filtering and projection", filtering), ("Subsetting", subsetting),
        ("Combining", combining), ("Conversion", conversion), ("String manipulation", strings), ("Encoding", encodings),
        ("Math", math),
        ("Tree navigation", treeNavigation), ("Utility", utility), ("Boundaries", boundaries), ("Aggregates", aggregates),
        ("FHIR", fhir),
    ]

    private static let byName: [String: Function] = {
        var functions: [String: Function] = [:]
        for chapter in chapters {
            for function in chapter.functions { functions[function.name] = function }
        }
        return functions
    }()

    /// Functions whose argument is the name of a type; the compiler makes them into type tests.
    static let typeFunctions: [String] = ["is", "as", "ofType"]

    static func function(_ name: String) -> Function? { byName[name] }
    static var names: [String] { byName.keys.sorted() + typeFunctions }
}
