import FHIRCore
import FHIRModels

/// What the way back from a bundle knows and has read so far.
///
/// Whatever is read is visited; what no carrier has visited at the end is what the record could not express.
struct BundleReader {
    /// An entry of the bundle with the name that its item gets.
    struct Entry {
        var element: Element
        var resource: Element
        var name: ItemID
        var type: String
    }

    /// The entries that hold a resource.
    let entries: [Entry]
    /// Entries by full address, and by type and id.
    private let places: [String: Int]
    /// The patient or group that the resources are about.
    var subject: Int?
    /// The case's name.
    var caseID: ItemID?
    /// The entry that is being read.
    private(set) var current: Int = 0
    /// The report of an imaging study or a specimen, by the place of that.
    private let reports: [Int: Int]
    /// Entries that belong to another item.
    private(set) var claimed: Set<Int> = []
    /// The nodes that were read.
    private(set) var visited: Set<NodeIndex> = []
    /// Why a node could not be read, where more can be said than that there is no place for it.
    private(set) var reasons: [NodeIndex: String] = [:]

    init(_ bundle: Bundle) {
        var names: Set<String> = []
        var places: [String: Int] = [:]
        var entries: [Entry] = []
        for (index, entry) in bundle.entry.enumerated() {
            guard let resource = entry.resource, let type = resource.resourceType else { continue }
            let fullURL = entry.fullUrl?.text
            let name = Self.name(type, id: resource.id?.text, fullURL: fullURL, index: index, &names)
            if let fullURL, places[fullURL] == nil { places[fullURL] = entries.count }
            if let id = resource.id?.text, places["\(type)/\(id)"] == nil { places["\(type)/\(id)"] = entries.count }
            entries.append(Entry(element: entry.element, resource: resource.element, name: name, type: type))
        }
        self.entries = entries
        self.places = places
        reports = Self.reports(entries, places)
    }

    /// The first report of each imaging study, or of each specimen where the report is of no study.
    private static func reports(_ entries: [Entry], _ places: [String: Int]) -> [Int: Int] {
        var reports: [Int: Int] = [:]
        for (index, entry) in entries.enumerated() {
            guard let report = DiagnosticReport(entry.resource) else { continue }
            let owners = report.imagingStudy.isEmpty ? report.specimen : report.imagingStudy
            for owner in owners.compactMap({ $0.reference?.text.flatMap { place(of: $0, in: places) } })
            where reports[owner] == nil {
                reports[owner] = index
            }
        }
        return reports
    }

    /// Takes the report of the study or specimen that is being read.
    mutating func claimReport() -> DiagnosticReport? {
        guard let place = reports[current], !claimed.contains(place) else { return nil }
        claim(place)
        return DiagnosticReport(entries[place].resource)
    }

    /// Whether a reference means the entry that is being read.
    func isCurrent(_ reference: Reference) -> Bool { place(of: reference) == current }

    /// A name for an item: its resource's id where that is unique, else one made from type, id or place.
    private static func name(_ type: String, id: String?, fullURL: String?, index: Int, _ names: inout Set<String>) -> ItemID {
        let last = fullURL.map { String($0.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? "") }
        let candidates = [id, id.map { "\(type.lowercased())-\($0)" }, last, "\(type.lowercased())-\(index + 1)"]
        for case let text? in candidates where ItemID(rawValue: text).isWellFormed && names.insert(text).inserted {
            return ItemID(rawValue: text)
        }
        return ItemID(rawValue: "entry-\(index + 1)")
    }

    // MARK: Visiting

    /// A primitive's value, which counts as read.
    @discardableResult
    mutating func take(_ primitive: (some FHIRPrimitive)?) -> String? {
        guard let primitive, let text = primitive.text else { return nil }
        visited.insert(primitive.element.index)
        return text
    }

    /// An element's own value counts as read.
    mutating func visit(_ element: Element) { visited.insert(element.index) }

    /// An element and all that is in it counts as read.
    mutating func visitAll(_ element: Element) {
        visited.insert(element.index)
        for child in element.children { visitAll(child) }
    }

    /// Tells why an element cannot be read.
    mutating func refuse(_ element: Element, _ reason: String) { reasons[element.index] = reason }

    // MARK: References

    /// The place of the entry that a reference means: by full address, or by type and id.
    func place(of reference: Reference) -> Int? {
        reference.reference?.text.flatMap { Self.place(of: $0, in: places) }
    }

    private static func place(of text: String, in places: [String: Int]) -> Int? {
        if let place = places[text] { return place }
        var parts = text.split(separator: "/")
        if let history = parts.firstIndex(of: "_history") { parts = Array(parts[..<history]) }
        return parts.count < 2 ? nil : places[parts.suffix(2).joined(separator: "/")]
    }

    /// Takes an entry as a part of the item that is being read; nil where it is no resource of the type or belongs elsewhere.
    mutating func claim<Resource: FHIRResource>(_ reference: Reference, as type: Resource.Type) -> (place: Int, view: Resource)? {
        guard let place = place(of: reference), !claimed.contains(place), let view = Resource(entries[place].resource) else {
            return nil
        }
        take(reference.reference)
        claim(place)
        return (place, view)
    }

    /// Takes an entry: its addresses count as read.
    mutating func claim(_ place: Int) {
        claimed.insert(place)
        let entry = entries[place]
        take(Bundle.Entry(element: entry.element).fullUrl)
        if let id = entry.resource.child(named: "id") { visit(id) }
    }

    /// Reads an entry as an item: what `read` does is counted for that entry.
    mutating func reading<Item>(_ place: Int, _ read: (Entry, inout BundleReader) -> Item) -> Item {
        let outer = current
        current = place
        defer { current = outer }
        claim(place)
        return read(entries[place], &self)
    }
}
