/// The way from the root to a value, as a list linked upwards: written out only when somebody reads it.
final class CodingPath: Sendable {
    enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    let parent: CodingPath?
    let step: Step

    init(_ parent: CodingPath?, _ step: Step) {
        self.parent = parent
        self.step = step
    }

    static func keys(_ path: CodingPath?) -> [any CodingKey] {
        var keys: [any CodingKey] = []
        var rest = path
        while let link = rest {
            keys.append(StepKey(link.step))
            rest = link.parent
        }
        return keys.reversed()
    }

    /// As `measurements[2].value`.
    static func text(_ path: CodingPath?) -> String { text(keys(path)) }

    static func text(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}

/// A step as the `CodingKey` that `Codable` types are shown.
struct StepKey: CodingKey {
    private let step: CodingPath.Step

    init(_ step: CodingPath.Step) { self.step = step }
    init(stringValue: String) { step = .key(stringValue) }
    init(intValue: Int) { step = .index(intValue) }

    var stringValue: String {
        switch step {
        case .key(let name): name
        case .index(let index): String(index)
        }
    }

    var intValue: Int? {
        guard case .index(let index) = step else { return nil }
        return index
    }
}
