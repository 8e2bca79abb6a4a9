import CaseRecords
import Foundation
import Testing

/// The table of 35 published cases in Examples/tables, with its mapping.
enum ExampleTable {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Examples/tables")
        .standardized

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func csv() throws -> [UInt8] { try bytes("table2-as-printed.csv") }

    /// The mapping, with its text changed.
    static func mapping(_ changes: [(String, String)] = []) throws -> TableMapping {
        var text = String(decoding: try bytes("table2-mapping.yaml"), as: UTF8.self)
        for (old, new) in changes {
            try #require(text.contains(old), "the mapping holds '\(old)'")
            text = text.replacingOccurrences(of: old, with: new)
        }
        return try TableMapping(yaml: Array(text.utf8), file: "table2-mapping.yaml") { try? bytes($0) }
    }

    static func reading() throws -> TableReading {
        try mapping().read(csv: csv(), file: "table2-as-printed.csv")
    }
}

extension CaseRecord {
    func condition(_ id: ItemID) throws -> Condition { try #require(conditions.first { $0.id == id }) }
    func document(_ id: ItemID) throws -> Document { try #require(documents.first { $0.id == id }) }
    var age: Value? { measurements.first { $0.id == "age" }?.value }
}
