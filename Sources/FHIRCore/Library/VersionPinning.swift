/// Names the versions that a package's definitions mean: what a definition refers to without a version is taken from its own package
/// or from those that the package builds on, where a library has several versions of it.
struct VersionPinning: Sendable {
    /// What a definition may ask for instead of the version of its package's dependencies.
    private static let method: String = "http://hl7.org/fhir/StructureDefinition/version-resolution-method"

    /// For each address with several versions, the version by the package that it came with.
    private let versions: [String: [Int: String]]
    /// For each package itself and those that it builds on, the nearest first.
    private let reach: [[Int]]

    /// Nil if no address has several versions.
    init?(_ entries: [String: [LibraryEntry]], _ packages: [LibraryPackage]) {
        var versions: [String: [Int: String]] = [:]
        for (url, several) in entries where several.count > 1 {
            let pairs: [(Int, String)] = several.compactMap { entry in
                guard let package = entry.package, let version = entry.head.version else { return nil }
                return (package, version)
            }
            if !pairs.isEmpty { versions[url] = Dictionary(pairs, uniquingKeysWith: { first, _ in first }) }
        }
        if versions.isEmpty { return nil }
        self.versions = versions
        reach = packages.indices.map { VersionPinning.reach(from: $0, packages) }
    }

    private static func reach(from package: Int, _ packages: [LibraryPackage]) -> [Int] {
        var reached: [Int] = [package]
        var next: Int = 0
        while next < reached.count {
            for dependency in packages[reached[next]].dependencies {
                let found: Int? = packages.indices.first { index in
                    packages[index].name == dependency.name && dependency.accepts(packages[index].version)
                }
                if let found, !reached.contains(found) { reached.append(found) }
            }
            next += 1
        }
        return reached
    }

    /// The version of an address that a package means; nil if that is open.
    private func version(_ url: String, in package: Int) -> String? {
        guard let known = versions[url] else { return nil }
        return reach[package].lazy.compactMap { known[$0] }.first
    }

    /// Writes the versions into the tree of a definition of a package; the tree must have been read just now.
    func pin(_ tree: ElementTree, of package: Int) {
        let schema: Schema = tree.schema
        let canonical: TypeIndex? = schema.type(named: "canonical")
        let include: TypeIndex? = schema.type(named: "ValueSet.compose.include")
        for node in 0..<UInt32(tree.nodeCount) {
            let element = Element(tree: tree, node: node)
            if element.type == canonical {
                pinCanonical(element, package)
            } else if element.type == include {
                pinSystem(element, package)
            }
        }
    }

    private func pinCanonical(_ element: Element, _ package: Int) {
        guard let url = element.value, !url.contains("|"), let version = version(url, in: package), !isLatest(element) else {
            return
        }
        write(url + "|" + version, to: element)
    }

    /// An include names its code system and the version apart.
    private func pinSystem(_ include: Element, _ package: Int) {
        guard include.child(named: "version") == nil, let system = include.child(named: "system"), let url = system.value,
            let version = version(url, in: package), !isLatest(include),
            let field = include.tree.schema.field("version", of: include.type),
            let type = include.tree.schema.definition(field)?.type
        else { return }
        let node = Node(field: field, type: type.index, kind: .string, parent: include.node, position: system.offset)
        let added: UInt32 = include.tree.append(node, after: system.node)
        write(version, to: Element(tree: include.tree, node: added))
    }

    private func isLatest(_ element: Element) -> Bool {
        element.children(named: "extension").contains { one in
            one.child(named: "url")?.value == VersionPinning.method && one.child(named: "value[x]")?.value == "latest"
        }
    }

    private func write(_ text: String, to element: Element) {
        var text: String = text
        text.withUTF8 { bytes in
            element.tree.setText(element.node, offset: element.tree.append(text: bytes), length: bytes.count)
            element.tree.nodes[Int(element.node)].flags.remove(.escaped)
        }
    }
}
