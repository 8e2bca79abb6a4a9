import FHIRCore

/// Which entries of a bundle lead to which, by the references and addresses in them.
struct BundleLinks {
    /// A reference that leads to no entry.
    struct Miss {
        let node: NodeIndex
        let text: String
        let target: ReferenceTarget
    }

    /// A value that leads to a place in an entry: `fullUrl#place`.
    struct Place {
        let node: NodeIndex
        let entry: Int
        let name: String
    }

    /// The entries that each entry leads to.
    private(set) var targets: [[Int]]
    private(set) var misses: [Miss] = []
    private(set) var places: [Place] = []
    private let index: BundleIndex

    init(_ index: BundleIndex, _ context: ValidationContext) {
        self.index = index
        targets = Array(repeating: [], count: index.entries.count)
        for (number, entry) in index.entries.enumerated() where entry.resource != .none {
            collect(entry.resource, number, context)
        }
    }

    private mutating func collect(_ node: NodeIndex, _ entry: Int, _ context: ValidationContext) {
        let tree: ElementTree = context.tree
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            let type: TypeIndex = tree.type(of: child)
            if type == context.definitions.types.reference {
                if let text = tree.text(of: "reference", in: child), !text.isEmpty, !text.hasPrefix("#") {
                    follow(text, child, entry, tree)
                }
            } else if type != .unknown, context.hasContent(child), let format = context.definitions.format(of: type),
                tree.kind(of: child) != .none
            {
                mention(child, format, entry, tree)
            }
            collect(child, entry, context)
            child = tree.nextSibling(of: child)
        }
    }

    private mutating func follow(_ text: String, _ node: NodeIndex, _ entry: Int, _ tree: ElementTree) {
        let target: ReferenceTarget = index.target(text, from: entry, isStrict: true)
        switch target {
        case .bundled(let resource):
            if let number = index.number(of: tree.parent(of: resource)) { targets[entry].append(number) }
        case .ambiguous(_, let entries): targets[entry] += entries
        default: misses.append(Miss(node: node, text: text, target: target))
        }
    }

    /// An address in a value or a narrative that is an entry's.
    private mutating func mention(_ node: NodeIndex, _ format: PrimitiveFormat, _ entry: Int, _ tree: ElementTree) {
        switch format {
        case .uri, .url, .canonical, .oid, .uuid:
            guard let text = tree.valueText(of: node) else { return }
            let address = String(text.prefix { $0 != "#" && $0 != "|" })
            let found: [Int] = index.entries(withURL: address)
            targets[entry] += found
            let place: Substring = text.dropFirst(address.count)
            if found.count == 1, place.count > 1, place.hasPrefix("#") {
                places.append(Place(node: node, entry: found[0], name: String(place.dropFirst())))
            }
        case .xhtml:
            for link in tree.withValue(of: node, NarrativeFormat.links) where !link.address.hasPrefix("#") {
                targets[entry] += index.styleSheets(String(link.address.prefix { $0 != "#" }))
            }
        default: return
        }
    }

    /// The entries that can be reached from some entries along the links; against them too if `isBothWays`.
    func reached(from start: [Int], isBothWays: Bool) -> [Bool] {
        var neighbours: [[Int]] = targets
        if isBothWays {
            for (entry, others) in targets.enumerated() { for other in others { neighbours[other].append(entry) } }
        }
        var seen: [Bool] = Array(repeating: false, count: targets.count)
        var open: [Int] = start
        for entry in start { seen[entry] = true }
        while let entry = open.popLast() {
            for next in neighbours[entry] where !seen[next] {
                seen[next] = true
                open.append(next)
            }
        }
        return seen
    }
}
