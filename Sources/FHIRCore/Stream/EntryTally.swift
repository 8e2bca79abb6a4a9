/// What entries carried that their resources' lines have no place for: counted by name, with the first places.
struct EntryTally: Sendable {
    private struct Count {
        var number: Int = 0
        var places: [(path: String, position: SourcePosition)] = []
    }

    private var counts: [String: Count] = [:]
    private var names: [String] = []

    /// Places that are told of each name.
    private static let most: Int = 3

    mutating func note(_ name: String, path: String, position: SourcePosition) {
        if counts[name] == nil { names.append(name) }
        counts[name, default: Count()].number += 1
        if counts[name, default: Count()].places.count < EntryTally.most {
            counts[name, default: Count()].places.append((path, position))
        }
    }

    mutating func add(_ other: EntryTally) {
        for name in other.names {
            guard let count = other.counts[name] else { continue }
            if counts[name] == nil { names.append(name) }
            var sum: Count = counts[name] ?? Count()
            sum.number += count.number
            sum.places += count.places.prefix(EntryTally.most - min(sum.places.count, EntryTally.most))
            counts[name] = sum
        }
    }

    /// A report for each name.
    var reports: [StreamReport] {
        names.sorted().compactMap { name in
            guard let count = counts[name], let first = count.places.first else { return nil }
            let others: String = count.places.dropFirst().map { "\($0.path) at \($0.position)" }.joined(separator: ", ")
            let more: String = count.number > count.places.count ? ", …" : ""
            let message: String =
                "\(name): NDJSON has no place for it; \(count.number) in all" + (others.isEmpty ? "" : " (also \(others)\(more))")
            return StreamReport(.loss, message, position: first.position, path: first.path)
        }
    }
}
