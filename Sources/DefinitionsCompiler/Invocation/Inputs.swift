import Hashing

/// The list of official files that the tables were made from, one a line: table, name, version, SHA-256.
struct Inputs: Equatable {
    /// One official file.
    struct Line: Equatable {
        /// The table that was made from it: "r4.definitions".
        var table: String
        var name: String
        var version: String
        var sha256: String
    }

    private(set) var lines: [Line]

    /// Reads the list as `text` writes it; a line of another shape is left out.
    init(_ text: String) {
        lines = text.split(separator: "\n").compactMap { line in
            let words: [Substring] = line.split(separator: " ")
            guard words.count == 4 else { return nil }
            return Line(
                table: String(words[0]), name: String(words[1]), version: String(words[2]), sha256: String(words[3]))
        }
    }

    /// Takes the place of the lines of the same table.
    mutating func set(_ input: Line) {
        lines.removeAll { $0.table == input.table }
        lines.append(input)
        lines.sort { $0.table < $1.table }
    }

    var text: String {
        lines.map { "\($0.table) \($0.name) \($0.version) \($0.sha256)\n" }.joined()
    }

    /// The list in a folder of tables; empty where there is none yet.
    static func read(in folder: String) -> Inputs {
        let bytes: [UInt8] = (try? Files.bytes(of: "\(folder)/INPUTS")) ?? []
        return Inputs(String(decoding: bytes, as: UTF8.self))
    }
}
