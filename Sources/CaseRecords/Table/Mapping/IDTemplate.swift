import YAML

/// How the name of a row's record is made: `tc-{Ref.}` takes the cell of that column, `case-{row}` the row's number.
///
/// Only letters, digits and single hyphens of a cell are taken. Rows of the same name are told apart by `-2`, `-3`, … in their order.
struct IDTemplate: Sendable {
    enum Part: Hashable, Sendable {
        case literal(String)
        case column(String)
        case row
    }

    let parts: [Part]

    init(_ node: Node, columns: [String], file: String) throws(TableError) {
        var rest = try node.mappingText("'id'", file: file)[...]
        var parts: [Part] = []
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != "{" }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            rest = rest.dropFirst(literal.count)
            guard !rest.isEmpty else { break }
            guard let end = rest.firstIndex(of: "}") else {
                throw node.mappingError("'id' opens a brace that it does not close: write {Column} or {row}", file: file)
            }
            let name = String(rest[rest.index(after: rest.startIndex)..<end])
            guard name == "row" || columns.contains(name) else {
                let near = nearest(to: name, among: columns).map { "; did you mean '\($0)'?" } ?? ""
                throw node.mappingError("'id' names the column '\(name)', which is not under 'columns'\(near)", file: file)
            }
            parts.append(name == "row" ? .row : .column(name))
            rest = rest[rest.index(after: end)...]
        }
        guard parts.contains(where: { if case .literal = $0 { false } else { true } }) else {
            throw node.mappingError("'id' is the same for all rows: add {row} or the name of a column in braces", file: file)
        }
        self.parts = parts
    }

    /// The name, before names that occur twice are told apart.
    func name(row: Int, cell: (String) -> String) -> String {
        let name = parts.map { part in
            switch part {
            case .literal(let text): text
            case .row: String(row)
            case .column(let name): Self.slug(cell(name))
            }
        }.joined()
        let isEmpty = parts.contains { if case .column(let name) = $0 { Self.slug(cell(name)).isEmpty } else { false } }
        return isEmpty ? name + "row-\(row)" : String(name.prefix(56))
    }

    private static func slug(_ text: String) -> String {
        let letters = text.unicodeScalars.map {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) ? $0 : "-"
        }
        return letters.split(separator: "-").map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
    }
}

/// The names given so far.
struct UsedNames {
    private var names: Set<String> = []
    /// How often each name was asked for, so that many rows of one name do not count from 2 each time.
    private var counts: [String: Int] = [:]

    mutating func unique(_ name: String) -> ItemID {
        var candidate = name
        var count = counts[name] ?? 1
        while !names.insert(candidate).inserted {
            count += 1
            candidate = "\(name)-\(count)"
        }
        counts[name] = count
        return ItemID(rawValue: candidate)
    }
}
