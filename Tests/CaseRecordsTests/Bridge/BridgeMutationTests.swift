import CaseRecords
import FHIRCore
import FHIRModels
import Testing

/// No element is passed over: whatever is changed in a bundle changes the record, or is told as a loss.
@Suite struct BridgeMutationTests {
    @Test("A changed value anywhere is seen", arguments: 0..<3)
    func changedValues(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let record = generator.record()
        let bundle = try record.bundle().element
        let count = values(in: bundle)
        #expect(count > 1000)
        // A step without a common factor with the structure of entries meets every kind of element in a few seeds.
        for place in stride(from: seed * 7, to: count, by: 61) {
            var change = Change(remaining: place)
            let changed = change.apply(to: bundle)
            let (back, losses) = try CaseRecord.read(bundle: changed)
            // Addresses, and the ids of resources that are a part of an item, are made anew and say nothing.
            if change.path.contains("resource.id (") || change.path.contains("fullUrl (") { continue }
            #expect(back != record || !losses.isEmpty, "nothing shows that \(change.path) was changed")
        }
    }

    private func values(in element: Element) -> Int {
        (element.kind == .none ? 0 : 1) + element.children.reduce(0) { $0 + values(in: $1) }
    }
}

/// A change of one value of a bundle, counted from the front.
private struct Change {
    var remaining: Int
    var path = ""

    mutating func apply(to element: Element) -> Element {
        var copy = element.detached()
        if element.kind != .none {
            if remaining == 0 {
                path = element.path + " (" + (element.value ?? "") + ")"
                copy.setValue(other(element))
            }
            remaining -= 1
        }
        guard remaining >= 0 else { return copy }
        var names: [String] = []
        for child in element.children where !names.contains(child.name) { names.append(child.name) }
        for name in names where remaining >= 0 {
            let children = element.children.filter { $0.name == name }.map { remaining < 0 ? $0 : apply(to: $0) }
            copy.setChildren(named: name, to: children)
        }
        return copy
    }

    private func other(_ element: Element) -> String {
        switch element.kind {
        case .boolean: element.value == "true" ? "false" : "true"
        case .number: "7" + (element.value ?? "").filter(\.isNumber)
        default: "changed-" + (element.value ?? "")
        }
    }
}
