import CaseRecords
import Foundation
import Testing

/// `get` after `put` gives back what was put, on records that a seeded generator makes within the mapping's domain.
@Suite struct TablePropertyTests {
    @Test(arguments: 1...20)
    func getAfterPut(seed: Int) throws {
        let mapping = try ExampleTable.mapping()
        var generator = Generator(state: UInt64(seed))
        let records = try generator.records(mapping, count: 30)
        let writing = try mapping.write(records)
        #expect(writing.losses.map(\.description) == [])
        let again = try mapping.read(csv: writing.bytes, file: "generated.csv")
        #expect(again.rejects.isEmpty)
        for (record, back) in zip(records, again.records) {
            let isSame = try canonical(record) == canonical(back)
            #expect(isSame, "\(record.id), seed \(seed)")
        }
        let twice = try mapping.write(again.records)
        #expect(twice.bytes == writing.bytes)
    }

    /// Dirty tables: cells that no generator of records would make are kept byte for byte.
    @Test(arguments: 1...20)
    func putAfterGet(seed: Int) throws {
        let mapping = try ExampleTable.mapping()
        var generator = Generator(state: UInt64(seed))
        let csv = generator.dirtyTable(rows: 40)
        let reading = try mapping.read(csv: csv, file: "dirty.csv")
        #expect(reading.rejects.isEmpty && reading.records.count == 40)
        let writing = try mapping.write(reading.records, like: reading.table)
        let lines = (lines(csv), lines(writing.bytes))
        #expect(lines.0.count == lines.1.count)
        for (line, written) in zip(lines.0, lines.1) { #expect(written == line) }
        #expect(writing.losses.map(\.description) == [])
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The record without what only the table knows: raw cells and places in it.
    private func canonical(_ record: CaseRecord) throws -> NSDictionary {
        func strip(_ value: Any) -> Any {
            if let object = value as? [String: Any] {
                var kept = object.filter { $0.key != "raw" && $0.key != "sources" }.mapValues(strip)
                if kept.count == 1, let alone = kept["value"], !(alone is [String: Any]) { return alone }
                kept = kept.filter { !(($0.value as? [String: Any])?.isEmpty ?? false) }
                return kept
            }
            return (value as? [Any])?.map(strip) ?? value
        }
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(record))
        return try #require(strip(object) as? NSDictionary)
    }
}

/// SplitMix64, so that a failure can be repeated by its seed.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: choices.indices, using: &self)] }

    // MARK: Records

    mutating func records(_ mapping: TableMapping, count: Int) throws -> [CaseRecord] {
        let template = try #require(mapping.read(csv: ExampleTable.csv(), file: "t.csv").records.first)
        var records: [CaseRecord] = []
        var reference = 0
        var patient = 1
        for _ in 0..<count {
            var record = template
            if !records.isEmpty, Bool.random(using: &self) {
                patient += 1
                record.documents = records[records.count - 1].documents
            } else {
                reference += 1
                patient = 1
                record.documents[2].authors = CaseRecord.Stated(
                    pick(["Müller A, \"B\"", "a", "x\ny", " blank ", "О'Нил"]) + "\(reference)")
                record.documents[2].published = stated(
                    CaseRecord.PartialDate(rawValue: pick(["1999", "2015-02", "2015-02-28", "1800"])))
                record.documents[2].label = CaseRecord.Stated("(\(reference))")
            }
            record.id = ItemID(rawValue: patient == 1 ? "tc-\(reference)" : "tc-\(reference)-\(patient)")
            record.subject.sex = stated(pick([.female, .male, nil]))
            try fill(&record)
            records.append(record)
        }
        return records
    }

    private mutating func stated<T>(_ value: T?) -> CaseRecord.Stated<T> {
        value.map { CaseRecord.Stated($0) } ?? CaseRecord.Stated(missing: .unknown)
    }

    private mutating func fill(_ record: inout CaseRecord) throws {
        record.subject.sources = []
        for index in record.documents.indices { record.documents[index].sources = [] }
        for index in record.conditions.indices {
            record.conditions[index].raw = nil
            record.conditions[index].sources = []
        }
        record.measurements[0].raw = nil
        record.measurements[0].sources = []
        record.measurements[0].value = pick([try years("0"), try years("12"), try years("62.5"), .missing(.unknown)])
        record.conditions[0].sources = [CaseRecord.SourceSpan("article", lines: 110...110)]
        record.conditions[0].what = pick([
            "systemic sclerosis", "diffuse cutaneous systemic sclerosis", "limited cutaneous systemic sclerosis",
        ])
        record.conditions[1].onset = try onset()
        record.conditions[1].sites = [try site()]
    }

    private func years(_ text: String) throws -> CaseRecord.Value {
        .quantity(CaseRecord.Quantity(try #require(DecimalText(rawValue: text)), ucum: "a", unit: "years"))
    }

    private mutating func onset() throws -> CaseRecord.Moment {
        guard case .quantity(let distance) = try years(pick(["1", "9", "12.50"])) else { return CaseRecord.Moment() }
        let relation = pick([CaseRecord.TimeRelation.after, .before, .during])
        guard Int.random(in: 0..<4, using: &self) > 0 else {
            var moment = CaseRecord.Moment()
            moment.missing = .unknown
            return moment
        }
        let by: CaseRecord.Amount? = relation == .during ? nil : .quantity(distance)
        return CaseRecord.Moment(relative: CaseRecord.RelativeTime(relation, "ssc", by: by))
    }

    private mutating func site() throws -> CaseRecord.Site {
        var site = CaseRecord.Site()
        let all = CaseRecord.Vertebra.allCases
        let upper = Int.random(in: all.indices, using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0: site.name = pick(["cervical spine", "thoracic spine", "lumbar spine"])
        case 1: site.missing = .unknown
        default:
            let lower = Int.random(in: upper..<all.count, using: &self)
            site.levels = [CaseRecord.VertebralExtent(from: all[upper], to: all[lower])]
        }
        return site
    }

    // MARK: Tables

    mutating func dirtyTable(rows: Int) -> [UInt8] {
        var text = "Authors,Year,Sex,Age (years),Diagnosis,Years from disease onset,Localisation,Ref.\r\n"
        for row in 0..<rows {
            let report =
                row > 0 && Bool.random(using: &self)
                ? ["", "", ""]
                : [
                    pick(["\"A, B\"", "C", "\" \"", "D\"E", "NA"]), pick(["1999", "20012", " 2001", "NA", "", "12/1999"]),
                    pick(["(\(row))", "x", "NA"]),
                ]
            let cells = [
                report[0], report[1], pick(["F", "M", "\u{39C}", "f", "NA", "", "Ｆ", " F "]),
                pick(["46", "60\\", "46.50", "NA", "", "200", "-1", "46 years", "\"46\""]),
                pick(["Diffuse", "Limited", "NA", "", "Difuse"]),
                pick(["9", "-1", "0", "NA", "", "1e1", "900", "-", "-0"]),
                pick(["C3 – C5", "C3-C5", "С", "Т", "L3-5", "C9", "L5 - L3", "NA", "", "C3 — C5", "spine"]), report[2],
            ]
            text += cells.joined(separator: ",") + pick(["\r\n", "\n"])
        }
        return Array(text.utf8)
    }
}
