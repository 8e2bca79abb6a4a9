import FHIRCore

/// Finds the findings that only repeat the faults of a resource elsewhere, and the finding that each of them repeats.
enum RepetitionFolding {
    /// Marks repetitions, and counts them at the first fault of the resource that is their cause. Where that has none of its own
    /// (it breaks a profile that nobody but the reference asks for), the first of the repetitions stands for the others.
    static func mark(_ issues: inout [ValidationIssue], _ diagnostics: [Diagnostic], _ tree: ElementTree?) {
        guard let tree, diagnostics.contains(where: { $0.cause != nil }) else { return }
        let causes: Set<NodeIndex> = Set(diagnostics.compactMap(\.cause))
        var hosts: [NodeIndex: Int] = [:]
        // A resource whose only fault is a reference to another one: the fault is the other's.
        var chains: [NodeIndex: NodeIndex] = [:]
        for (index, diagnostic) in diagnostics.enumerated() where diagnostic.severity >= .error {
            var node: NodeIndex = diagnostic.node
            while node != .none {
                if causes.contains(node) {
                    if let cause = diagnostic.cause {
                        if chains[node] == nil { chains[node] = cause }
                    } else if hosts[node] == nil {
                        hosts[node] = index
                    }
                }
                node = tree.parent(of: node)
            }
        }
        for (index, diagnostic) in diagnostics.enumerated() {
            guard let cause = diagnostic.cause else { continue }
            if let host = host(of: cause, hosts, chains) {
                issues[host].repetitions += 1
                issues[index].isRepetition = true
            } else {
                hosts[cause] = index
            }
        }
    }

    private static func host(of cause: NodeIndex, _ hosts: [NodeIndex: Int], _ chains: [NodeIndex: NodeIndex]) -> Int? {
        var node: NodeIndex = cause
        var seen: Set<NodeIndex> = []
        while seen.insert(node).inserted {
            if let host = hosts[node] { return host }
            guard let next = chains[node] else { return nil }
            node = next
        }
        return nil
    }
}
