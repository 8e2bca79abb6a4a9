/// Builds nodes from events: anchors and aliases, tags, duplicate keys, limits.
struct Composer {
    /// A finished node with its extent, so that aliases to it are counted without walking it again.
    private struct Built {
        var node: Node
        var count = 1
        var height = 1
    }

    private let events: EventReader
    private let limits: YAMLLimits
    private var anchors: [String: Built] = [:]
    private var openAnchors: Set<String> = []
    private var aliasedNodes = 0

    init(events: EventReader, limits: YAMLLimits) {
        self.events = events
        self.limits = limits
    }

    mutating func documents() throws(YAMLError) -> [Node] {
        var result: [Node] = []
        while true {
            let event = try events.next()
            if case .streamEnd = event.kind { return result }
            anchors = [:]
            result.append(try build(try events.next(), depth: 0).node)
            _ = try events.next()
        }
    }

    private mutating func build(_ event: Event, depth: Int) throws(YAMLError) -> Built {
        if case .alias(let name) = event.kind { return try repeated(name, at: event.position, depth: depth) }
        if let anchor = event.anchor { openAnchors.insert(anchor) }
        let built: Built =
            switch event.kind {
            case .sequenceStart: try sequence(event, depth: depth + 1)
            case .mappingStart: try mapping(event, depth: depth + 1)
            case .scalar(let scalar): Built(node: try Tag.resolve(scalar, event))
            default: throw YAMLError(.syntax, "a value is missing here", at: event.position)
            }
        if let anchor = event.anchor {
            openAnchors.remove(anchor)
            anchors[anchor] = built
        }
        return built
    }

    private mutating func sequence(_ event: Event, depth: Int) throws(YAMLError) -> Built {
        try checkDepth(depth, at: event.position)
        var items: [Node] = []
        var result = Built(node: Node(sequence: []))
        while true {
            let next = try events.next()
            if case .end = next.kind { break }
            let item = try build(next, depth: depth)
            items.append(item.node)
            result.count += item.count
            result.height = max(result.height, item.height + 1)
        }
        let tag = try Tag.resolve(event, collection: "tag:yaml.org,2002:seq")
        result.node = Node(.sequence(items), position: event.position, tag: tag)
        return result
    }

    private mutating func mapping(_ event: Event, depth: Int) throws(YAMLError) -> Built {
        try checkDepth(depth, at: event.position)
        var entries: [Node.Entry] = []
        var places: [String: Position] = [:]
        var result = Built(node: Node(mapping: []))
        while true {
            let next = try events.next()
            if case .end = next.kind { break }
            let key = try key(next, depth: depth)
            if let first = places.updateValue(next.position, forKey: key) {
                throw YAMLError(
                    .duplicateKey, "the key '\(key)' is here a second time; the first is at \(first)", at: next.position,
                    other: first)
            }
            let value = try build(try events.next(), depth: depth)
            entries.append(Node.Entry(key, value.node, keyPosition: next.position))
            result.count += value.count
            result.height = max(result.height, value.height + 1)
        }
        let tag = try Tag.resolve(event, collection: "tag:yaml.org,2002:map")
        result.node = Node(.mapping(entries), position: event.position, tag: tag)
        return result
    }

    private mutating func key(_ event: Event, depth: Int) throws(YAMLError) -> String {
        switch event.kind {
        case .sequenceStart, .mappingStart:
            throw YAMLError(
                .keyIsNoScalar, "a key must be a text or a number; a text with brackets or braces needs quotes",
                at: event.position)
        default: break
        }
        let node = try build(event, depth: depth).node
        guard let scalar = node.scalar else {
            throw YAMLError(
                .keyIsNoScalar, "this alias stands for a list or a mapping, which cannot be a key", at: event.position)
        }
        guard node.tag == nil else {
            throw YAMLError(.badTag, "a key cannot have the tag \(node.tag ?? "")", at: event.position)
        }
        return scalar.text
    }

    private mutating func repeated(_ name: String, at position: Position, depth: Int) throws(YAMLError) -> Built {
        if openAnchors.contains(name) {
            throw YAMLError(.unknownAnchor, "the alias *\(name) lies within its own anchor &\(name)", at: position)
        }
        guard let built = anchors[name] else {
            throw YAMLError(
                .unknownAnchor, "there is no anchor &\(name) before this alias; a text that begins with * needs quotes",
                at: position)
        }
        aliasedNodes += built.count
        guard aliasedNodes <= limits.aliasedNodes else {
            throw YAMLError(
                .tooManyAliases, "aliases repeat more than the \(limits.aliasedNodes) values that are allowed", at: position)
        }
        try checkDepth(depth + built.height - 1, at: position)
        return built
    }

    private func checkDepth(_ depth: Int, at position: Position) throws(YAMLError) {
        guard depth <= limits.depth else {
            throw YAMLError(.tooDeep, "values lie more than \(limits.depth) levels deep in one another", at: position)
        }
    }
}
