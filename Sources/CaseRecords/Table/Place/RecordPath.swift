import YAML

/// The way from a record to one of its values, as mappings write it: `subject.sex`, `measurements[age].value`,
/// `conditions[calcinosis].sites[0]`. A word in brackets is an item's id, a number a place in a list, from 0.
struct RecordPath: Hashable, Sendable, CustomStringConvertible {
    enum Step: Hashable, Sendable {
        case key(String)
        case item(String)
        case index(Int)
    }

    let steps: [Step]

    init(steps: [Step]) { self.steps = steps }

    /// Takes the form above; anything else gives nil.
    init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            var rest = part[...]
            let name = rest.prefix { $0 != "[" }
            guard !name.isEmpty, !name.contains("]") else { return nil }
            steps.append(.key(String(name)))
            rest = rest.dropFirst(name.count)
            guard !rest.isEmpty else { continue }
            guard rest.first == "[", rest.last == "]" else { return nil }
            let inner = rest.dropFirst().dropLast()
            guard !inner.isEmpty, !inner.contains(where: { $0 == "[" || $0 == "]" }) else { return nil }
            steps.append(Int(inner).map { .index($0) } ?? .item(String(inner)))
        }
        self.steps = steps
    }

    var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let name): text += text.isEmpty ? name : ".\(name)"
            case .item(let id): text += "[\(id)]"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    /// The last member's name: `sites` for `conditions[calcinosis].sites[0]`.
    var lastKey: String {
        for case .key(let name) in steps.reversed() { return name }
        return ""
    }

    /// The way without its last step.
    var parent: RecordPath { RecordPath(steps: Array(steps.dropLast())) }

    /// The way to a member of the value.
    func member(_ name: String) -> RecordPath { RecordPath(steps: steps + [.key(name)]) }

    /// The way to the item that the value belongs to: the last one with an id, or the first member where none has (`subject`).
    var item: RecordPath {
        let last = steps.lastIndex { if case .item = $0 { true } else { false } }
        return RecordPath(steps: Array(steps.prefix((last ?? 0) + 1)))
    }
}

extension Node {
    /// The value at a path; nil where there is none.
    func value(at path: RecordPath) -> Node? { value(at: path.steps[...]) }

    private func value(at steps: ArraySlice<RecordPath.Step>) -> Node? {
        guard let step = steps.first else { return self }
        return child(step)?.value(at: steps.dropFirst())
    }

    private func child(_ step: RecordPath.Step) -> Node? {
        switch step {
        case .key(let name): return self[name]
        case .index, .item:
            guard case .sequence(let items) = content else { return nil }
            return items.place(of: step).map { items[$0] }
        }
    }

    /// Puts a value at a path, or removes what is there. Members and places in lists are made where they are missing, items are not.
    mutating func set(_ value: Node?, at path: RecordPath) { set(value, at: path.steps[...]) }

    private mutating func set(_ value: Node?, at steps: ArraySlice<RecordPath.Step>) {
        guard let step = steps.first else { return }
        if case .key(let name) = step {
            setMember(name, value, steps.dropFirst())
        } else {
            setItem(step, value, steps.dropFirst())
        }
    }

    // The lists are taken out of the node while they change: so they are changed in place and not copied.

    private mutating func setMember(_ name: String, _ value: Node?, _ rest: ArraySlice<RecordPath.Step>) {
        var entries: [Entry] = []
        if case .mapping(let own) = content { entries = own }
        content = .sequence([])
        let place = entries.firstIndex { $0.key == name }
        if rest.isEmpty, value == nil {
            if let place { entries.remove(at: place) }
        } else if let place {
            entries[place].value.change(to: value, at: rest)
        } else {
            var made = Node(mapping: [])
            made.change(to: value, at: rest)
            entries.append(Entry(name, made))
        }
        content = .mapping(entries)
    }

    private mutating func setItem(_ step: RecordPath.Step, _ value: Node?, _ rest: ArraySlice<RecordPath.Step>) {
        var items: [Node] = []
        if case .sequence(let own) = content { items = own }
        content = .sequence([])
        let place = items.place(of: step)
        if rest.isEmpty, value == nil {
            if let place { items.remove(at: place) }
        } else if let place {
            items[place].change(to: value, at: rest)
        } else if case .index = step {
            var made = Node(mapping: [])
            made.change(to: value, at: rest)
            items.append(made)
        }
        content = .sequence(items)
    }

    private mutating func change(to value: Node?, at rest: ArraySlice<RecordPath.Step>) {
        if !rest.isEmpty {
            set(value, at: rest)
        } else if let value {
            self = value
        }
    }

    /// Whether both hold the same: the texts of scalars count, not their quotes; the order of members does not.
    func hasSameContent(as other: Node) -> Bool {
        switch (content, other.content) {
        case (.scalar(let left), .scalar(let right)): left.text == right.text
        case (.sequence(let left), .sequence(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.hasSameContent(as: $1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && left.allSatisfy { entry in other[entry.key].map { entry.value.hasSameContent(as: $0) } ?? false }
        default: false
        }
    }
}

extension [Node] {
    /// Where the item that a step leads to stands.
    fileprivate func place(of step: RecordPath.Step) -> Int? {
        switch step {
        case .key: nil
        case .index(let index): indices.contains(index) ? index : nil
        case .item(let id): firstIndex { $0["id"]?.scalar?.text == id }
        }
    }
}
