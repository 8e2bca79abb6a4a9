import YAML

/// A place where two records differ.
public struct CaseDifference: Hashable, Sendable, CustomStringConvertible {
    /// Where: `measurements[bp-1].value`, items by their names.
    public let path: String
    /// What the first record has there, as YAML; nil if nothing.
    public let first: String?
    /// What the second record has there, as YAML; nil if nothing.
    public let second: String?

    /// `path: first | second`, a dash for nothing.
    public var description: String { "\(path): \(first ?? "-") | \(second ?? "-")" }
}

extension CaseRecord {
    /// The places where the records differ, in the order of the first; empty if they are equal. Items are matched by their names,
    /// numbers are compared by their text.
    public func differences(to other: CaseRecord) throws -> [CaseDifference] {
        let encoder = YAMLEncoder()
        var comparison = NodeComparison()
        comparison.compare(try encoder.node(of: self), try encoder.node(of: other), at: "")
        // Two orders of the same items differ nowhere else.
        if comparison.differences.isEmpty && self != other {
            comparison.differences.append(CaseDifference(path: "", first: "the same items", second: "in another order"))
        }
        return comparison.differences
    }
}

private struct NodeComparison {
    var differences: [CaseDifference] = []

    mutating func compare(_ first: Node?, _ second: Node?, at path: String) {
        if first == second { return }
        switch (first?.content, second?.content) {
        case (.mapping(let left), .mapping(let right)):
            let keys: [String] = left.map(\.key) + right.map(\.key).filter { first?[$0] == nil }
            for key in keys { compare(first?[key], second?[key], at: path.isEmpty ? key : path + "." + key) }
        case (.sequence(let left), .sequence(let right)): compare(left, right, at: path)
        default: differences.append(CaseDifference(path: path, first: text(first), second: text(second)))
        }
    }

    private mutating func compare(_ first: [Node], _ second: [Node], at path: String) {
        let names: [String] = (first + second).compactMap { $0["id"]?.scalar?.text }
        guard names.count == first.count + second.count else {
            for index in 0..<max(first.count, second.count) {
                let left: Node? = first.indices.contains(index) ? first[index] : nil
                let right: Node? = second.indices.contains(index) ? second[index] : nil
                compare(left, right, at: "\(path)[\(index)]")
            }
            return
        }
        let left: [String: Node] = Dictionary(zip(names, first), uniquingKeysWith: { one, _ in one })
        let right: [String: Node] = Dictionary(zip(names.dropFirst(first.count), second), uniquingKeysWith: { one, _ in one })
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted { compare(left[name], right[name], at: "\(path)[\(name)]") }
    }

    /// At most 60 characters of YAML on one line.
    private func text(_ node: Node?) -> String? {
        guard let node else { return nil }
        if let scalar = node.scalar { return scalar.text }
        let text: String = (try? YAMLWriter().text(of: node)) ?? "…"
        let line: String = text.split(separator: "\n").joined(separator: "; ")
        return line.count > 60 ? line.prefix(60) + "…" : line
    }
}
