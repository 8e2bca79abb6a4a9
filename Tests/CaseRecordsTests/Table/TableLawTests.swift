import CaseRecords
import Foundation
import Testing

/// The laws of the mapping, on the table as printed.
@Suite struct TableLawTests {
    @Test func putAfterGetChangesNoByte() throws {
        let mapping = try ExampleTable.mapping()
        let writing = try mapping.write(ExampleTable.reading().records)
        #expect(String(decoding: writing.bytes, as: UTF8.self) == String(decoding: try ExampleTable.csv(), as: UTF8.self))
        #expect(writing.losses.map(\.description) == [])
    }

    @Test func recordsFindTheirRowsAgain() throws {
        let mapping = try ExampleTable.mapping()
        let records = try ExampleTable.reading().records
        let mixed = records.sorted { $0.id.rawValue < $1.id.rawValue }
        #expect(mixed.map(\.id) != records.map(\.id))
        #expect(mapping.inOrderOfRows(mixed).map(\.id) == records.map(\.id))
    }

    @Test func getAfterPutGivesTheRecords() throws {
        let mapping = try ExampleTable.mapping()
        let records = try ExampleTable.reading().records
        let again = try mapping.read(csv: mapping.write(records).bytes, file: "again.csv")
        let isSame = again.records == records
        #expect(isSame)
    }

    /// Without the raw cells (they do not come back from every format) the table says the same.
    @Test func canonicalCellsReadAsTheSame() throws {
        let mapping = try ExampleTable.mapping()
        let records = try ExampleTable.reading().records
        let writing = try mapping.write(records.map(withoutRaw))
        let again = try mapping.read(csv: writing.bytes, file: "again.csv").records
        #expect(again.count == 35)
        for (record, back) in zip(records, again) where !["tc-29", "tc-30"].contains(record.id) {
            let isSame = withoutRaw(back) == withoutRaw(record)
            #expect(isSame, "\(record.id)")
        }
        #expect(writing.losses.map(\.path) == ["documents[report].published.missing", "measurements[age].value.missing"])
        #expect(writing.losses.map(\.record) == ["tc-29", "tc-30"], "'error' can only be written as NA where the cell is gone")
    }

    @Test func oneChangeChangesOneCell() throws {
        let mapping = try ExampleTable.mapping()
        var records = try ExampleTable.reading().records
        records[0].measurements[0].value = .quantity(CaseRecord.Quantity(DecimalText(47), ucum: "a", unit: "years"))
        records[14].conditions[1].sites[0].levels = [try #require(CaseRecord.VertebralExtent("C2-C6"))]
        records[13].subject.sex?.value = .female
        records[27].documents[2].published = CaseRecord.Stated(
            try #require(CaseRecord.PartialDate(rawValue: "2011")), raw: "20012")
        let writing = try mapping.write(records)
        var expected = String(decoding: try ExampleTable.csv(), as: UTF8.self)
        for (old, new) in [
            (",1974,F,46,", ",1974,F,47,"), (",2003,F,74,NA,NA,C2 – C7,", ",2003,F,74,NA,NA,C2 – C6,"),
            (",2001,\u{39C},48,", ",2001,F,48,"), (",20012,", ",2011,"),
        ] {
            #expect(expected.contains(old))
            expected = expected.replacingOccurrences(of: old, with: new)
        }
        #expect(String(decoding: writing.bytes, as: UTF8.self) == expected)
        #expect(writing.losses.map(\.description) == [])
    }

    @Test func aContinuedReportThatChangesIsWrittenInFull() throws {
        let mapping = try ExampleTable.mapping()
        var records = try ExampleTable.reading().records
        records[5].documents[2].published?.value = CaseRecord.PartialDate(rawValue: "1992")
        let lines = String(decoding: try mapping.write(records).bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[6] == "\"Schweitzer ME, et al.\",1992,F,56,NA,NA,C3 – C5,(12)")
        #expect(lines[7].hasPrefix("\"Schweitzer ME, et al.\",1991,"), "the next row does not go on with 1992")
        #expect(lines[8].hasPrefix(",,F,"))
    }

    @Test func whatNoColumnCarriesIsNamed() throws {
        let mapping = try ExampleTable.mapping()
        var records = try ExampleTable.reading().records
        records[0].conditions[1].severity = "moderate"
        records[1].findings = [CaseRecord.Finding(id: "pain", what: "neck pain")]
        records[2].measurements[0].value = .text("about sixty")
        records[3].id = "case-4"
        records[4].conditions.remove(at: 0)
        records[34].conditions.remove(at: 1)
        records[5].conditions[1].sources.append(CaseRecord.SourceSpan("article", lines: 33...33))
        records[6].documents[2].label = nil
        let losses = try mapping.write(records).losses
        func loss(_ path: String) -> TableLoss? { losses.first { $0.path == path } }
        #expect(loss("conditions[calcinosis].severity")?.kind == .dropped)
        #expect(loss("conditions[calcinosis].severity")?.record == "tc-8" && loss("conditions[calcinosis].severity")?.row == 2)
        #expect(loss("findings[pain]")?.inRecord?.contains("neck pain") == true)
        #expect(losses.contains { $0.record == "tc-10" && $0.path == "measurements[age]" && $0.kind == .dropped })
        #expect(loss("id")?.kind == .changed && loss("id")?.inTable == "tc-11")
        #expect(losses.contains { $0.record == "tc-12" && $0.kind == .added && $0.path == "conditions[ssc]" })
        #expect(losses.contains { $0.record == "tc-36" && $0.kind == .added && $0.path == "conditions[calcinosis]" })
        #expect(loss("conditions[calcinosis].sources")?.inRecord == "article:33")
        #expect(losses.contains { $0.record == "tc-12-3" && $0.kind == .added && $0.path == "documents[report].label" })
        #expect(losses.allSatisfy { !$0.description.isEmpty })
    }

    @Test func aCorrectionIsCarriedAndWrittenBack() throws {
        let text = """
            corrections:
              - {row: 29, column: Year, raw: "20012", value: "2011", evidence: "article:158"}
              - {row: 3, column: Year, raw: "1986", value: "1987", evidence: a letter}
            """
        let mapping = try ExampleTable.mapping([("series: table2-series.yaml", text + "\nseries: table2-series.yaml")])
        let reading = try mapping.read(csv: ExampleTable.csv(), file: "t.csv")
        let report = try reading.records[27].document("report")
        #expect(report.published?.value?.rawValue == "2011" && report.published?.raw == "20012")
        #expect(report.sources.map(\.place).contains("article:158"))
        #expect(report.note == "Year: '20012' corrected to '2011' (article:158)")
        #expect(reading.diagnostics.contains { $0.code == .corrected && $0.row == 29 })
        #expect(reading.diagnostics.contains { $0.code == .correctionUnused && $0.row == 3 })
        let writing = try mapping.write(reading.records)
        #expect(writing.bytes == (try ExampleTable.csv()))
        #expect(writing.losses.isEmpty)
    }

    private func withoutRaw(_ record: CaseRecord) -> CaseRecord {
        var record = record
        record.subject.sex?.raw = nil
        record.subject.sources = []
        for index in record.documents.indices {
            record.documents[index].authors?.raw = nil
            record.documents[index].published?.raw = nil
            record.documents[index].label?.raw = nil
            record.documents[index].sources = []
        }
        for index in record.conditions.indices {
            record.conditions[index].raw = nil
            record.conditions[index].onset?.raw = nil
            record.conditions[index].sources = []
            for site in record.conditions[index].sites.indices { record.conditions[index].sites[site].raw = nil }
        }
        for index in record.measurements.indices {
            record.measurements[index].raw = nil
            record.measurements[index].sources = []
        }
        return record
    }
}
