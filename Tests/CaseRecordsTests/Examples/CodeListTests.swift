import CaseRecords
import Foundation
import Testing

/// Codes in the examples were looked up: each stands in codes.csv with the same display, and codes.csv has no others.
@Suite struct CodeListTests {
    @Test func everyCodeIsListed() throws {
        var used: Set<String> = []
        for file in Repository.caseFiles {
            let text = try CaseFormat.json.write(Repository.record(file))
            let object = try JSONSerialization.jsonObject(with: Data(text))
            collect(object, into: &used)
        }
        collect(
            try JSONSerialization.jsonObject(
                with: Data(CaseFormat.json.write(CaseFormat.yaml.read(CaseSeries.self, from: series())))), into: &used)
        let list = String(decoding: try Repository.bytes(Repository.cases.appending(path: "codes.csv")), as: UTF8.self)
        let listed = Set(list.split(separator: "\n").dropFirst().map { cells($0).prefix(3).joined(separator: "|") })
        let listedOrUnit = listed.map { $0.hasPrefix("http://unitsofmeasure.org|") ? unitWithoutName($0) : $0 }
        #expect(used.subtracting(listedOrUnit) == [], "used and not listed")
        #expect(Set(listedOrUnit).subtracting(used) == [], "listed and not used")
    }

    private func series() throws -> [UInt8] { try Repository.bytes(Repository.tables.appending(path: "table2-series.yaml")) }

    private func unitWithoutName(_ line: String) -> String {
        line.split(separator: "|").prefix(2).joined(separator: "|")
    }

    private func collect(_ value: Any, into used: inout Set<String>) {
        if let object = value as? [String: Any] {
            if let system = object["system"] as? String, let code = object["code"] as? String {
                used.insert("\(system)|\(code)|\(object["display"] as? String ?? "")")
            }
            if let unit = object["ucum"] as? String { used.insert("http://unitsofmeasure.org|\(unit)") }
            for member in object.values { collect(member, into: &used) }
        } else if let items = value as? [Any] {
            for item in items { collect(item, into: &used) }
        }
    }

    /// The cells of one line, quotes undone.
    private func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
