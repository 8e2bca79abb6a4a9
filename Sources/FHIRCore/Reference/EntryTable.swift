/// Numbers of a bundle's entries by a text that names them. Nearly every text names one, so only the others have lists.
struct EntryTable: Sendable {
    /// Entries that share their text, as the versions of a resource in a history do.
    private struct Group: Sendable {
        var entries: [Int] = []
        var byVersion: [String: [Int]] = [:]

        mutating func append(_ entry: Int, _ version: String?) {
            entries.append(entry)
            if let version { byVersion[version, default: []].append(entry) }
        }
    }

    private var single: [String: Int]
    private var groups: [String: Group] = [:]

    init(capacity: Int) { single = Dictionary(minimumCapacity: capacity) }

    /// Notes an entry; `version` gives the version of an entry's resource, which matters only among several.
    mutating func insert(_ text: String, _ entry: Int, _ version: (Int) -> String?) {
        guard let before = single.updateValue(entry, forKey: text) else { return }
        if groups[text] == nil { groups[text, default: Group()].append(before, version(before)) }
        groups[text]?.append(entry, version(entry))
    }

    /// The entries of that text, in order.
    func entries(_ text: String) -> [Int] {
        guard let entry = single[text] else { return [] }
        return groups.isEmpty ? [entry] : groups[text]?.entries ?? [entry]
    }

    /// The only entry of that text; nil if there is none or several.
    func only(_ text: String) -> Int? { groups.isEmpty || groups[text] == nil ? single[text] : nil }

    /// Those of several entries of that text that have a version.
    func entries(_ text: String, version: String) -> [Int] { groups[text]?.byVersion[version] ?? [] }
}
