import CaseRecords
import Foundation
import Testing

/// The six rules for a careful reader, on the table as printed.
@Suite struct TableExampleTests {
    @Test func readsAllRows() throws {
        let reading = try ExampleTable.reading()
        #expect(reading.records.count == 35)
        #expect(reading.rejects.isEmpty)
        #expect(Set(reading.records.map(\.id)).count == 35)
        for record in reading.records { #expect(record.problems().isEmpty, "\(record.id)") }
        #expect(reading.records.prefix(7).map(\.id) == ["tc-8", "tc-9", "tc-10", "tc-11", "tc-12", "tc-12-2", "tc-12-3"])
        #expect(reading.series?.members == reading.records.map(\.id))
    }

    @Test func menAreMale() throws {
        let records = try ExampleTable.reading().records
        let men = records.filter { $0.subject.sex?.value == .male }
        #expect(men.map(\.id) == ["tc-17", "tc-22", "tc-27"])
        #expect(men.allSatisfy { $0.subject.sex?.raw == "\u{39C}" }, "the Greek letter stays next to the reading")
        #expect(records.count { $0.subject.sex?.value == .female } == 32)
    }

    @Test func lookAlikesAreReported() throws {
        let folds = try ExampleTable.reading().diagnostics.filter { $0.code == .lookAlike }
        let first = try #require(folds.first { $0.heading == "Sex" })
        #expect(first.severity == .warning)
        #expect(first.file == "table2-as-printed.csv" && first.row == 15 && first.value == "\u{39C}")
        #expect(first.message == "U+039C GREEK CAPITAL LETTER MU read as 'M'")
        #expect(folds.contains { $0.message == "U+0421 CYRILLIC CAPITAL LETTER ES read as 'C'" && $0.row == 8 })
        #expect(folds.contains { $0.message == "U+0422 CYRILLIC CAPITAL LETTER TE read as 'T'" && $0.row == 36 })
        #expect(folds.count == 3 + 4 + 1)
    }

    @Test func impossibleValuesAreLeftOut() throws {
        let reading = try ExampleTable.reading()
        let year = try reading.records[27].document("report").published
        #expect(year == CaseRecord.Stated(missing: .error, raw: "20012"))
        let age = try #require(reading.records[28].measurements.first)
        #expect(age.value == .missing(.error) && age.raw == "60\\")
        #expect(
            reading.diagnostics.first { $0.row == 29 }?.message.hasPrefix("the year is not within 1800 to 2100; left out") == true
        )
        let left = reading.diagnostics.filter { $0.code == .outOfRange || $0.code == .unreadable }
        #expect(left.map(\.value) == ["20012", "60\\"])
        #expect(left.map(\.row) == [29, 30] && left.map(\.heading) == ["Year", "Age (years)"])
        #expect(left.map(\.line) == [29, 30])
    }

    @Test func negativeDurationIsBefore() throws {
        let reading = try ExampleTable.reading()
        let record = try #require(reading.records.first { $0.id == "tc-14" })
        let calcinosis = try record.condition("calcinosis")
        let onset = try #require(calcinosis.onset)
        let year = CaseRecord.Quantity(DecimalText(1), ucum: "a", unit: "years")
        #expect(onset.relative == CaseRecord.RelativeTime(.before, "ssc", by: .quantity(year)))
        #expect(onset.raw == "-1")
        #expect(calcinosis.sources.map(\.place).contains("article:69"), "the explanation is carried")
        let after = try reading.records[0].condition("calcinosis").onset?.relative
        #expect(after?.relation == .after && after?.event == "ssc")
    }

    @Test func unknownBlankAndInheritedDiffer() throws {
        let records = try ExampleTable.reading().records
        let third = records[6]
        #expect(third.id == "tc-12-3")
        #expect(try third.document("report").authors == CaseRecord.Stated("Schweitzer ME, et al.", raw: ""))
        #expect(try third.document("report").published?.value?.rawValue == "1991")
        #expect(try third.document("report").label == CaseRecord.Stated("(12)", raw: ""))
        #expect(third.age == .missing(.unknown))
        #expect(try third.condition("calcinosis").onset?.missing == .unknown)
        #expect(try third.condition("calcinosis").onset?.raw == "NA")
        let ssc = try third.condition("ssc")
        #expect(ssc.what.text == "systemic sclerosis" && ssc.raw == "NA")
        for record in records {
            #expect(record.age != .text("NA") && record.age != .integer(0))
        }
    }

    @Test(arguments: [
        (0, ["C3-C5"], nil as String?, "en dash"), (1, ["L5"], nil, "one vertebra"),
        (6, [], "cervical spine", "a Cyrillic letter"),
        (15, ["C2-C4"], nil, "hyphen"), (16, ["C4-T1"], nil, "across regions"), (25, ["L4-S1"], nil, "down to the sacrum"),
        (34, [], "thoracic spine", "a bare region"),
    ])
    func levels(row: Int, levels: [String], name: String?, reason: String) throws {
        let site = try #require(try ExampleTable.reading().records[row].condition("calcinosis").sites.first)
        #expect(site.levels.map(\.description) == levels, "\(reason)")
        #expect(site.name?.text == name, "\(reason)")
    }

    @Test func rawCellsStandBesideAllReadings() throws {
        let records = try ExampleTable.reading().records
        for record in records {
            let report = try record.document("report")
            let calcinosis = try record.condition("calcinosis")
            let raws = [
                report.authors?.raw, report.published?.raw, report.label?.raw, record.subject.sex?.raw,
                record.measurements[0].raw,
                calcinosis.onset?.raw, calcinosis.sites[0].raw, try record.condition("ssc").raw,
            ]
            #expect(raws.allSatisfy { $0 != nil }, "\(record.id)")
        }
        let place = try #require(records[27].document("report").sources.first { $0.column == "Year" })
        #expect(place.document == "table" && place.firstLine == 29)
    }

    @Test func statisticsStandBesideTheRows() throws {
        let reading = try ExampleTable.reading()
        let checks = Dictionary(uniqueKeysWithValues: reading.statistics.map { ($0.statistic.rawValue, $0) })
        #expect(checks.count == 9)
        #expect(reading.series?.statistics.first { $0.id == "age-mean" }?.value.description.contains("58.5") == true)
        for id in ["women", "men", "cervical", "thoracic", "lumbar"] { #expect(checks[id]?.agrees == true, "\(id)") }
        #expect(checks["disease-duration-mean"]?.description.hasSuffix("stated 9.09, computed 9.09 over 23 rows") == true)
        #expect(checks["disease-duration-range"]?.description.hasSuffix("stated 4-22, computed 2-22 over 23 rows") == true)
        #expect(checks["age-mean"]?.description == "age, mean: stated 58.5, computed 58.4 over 32 rows")
        #expect(checks["age-range"]?.description == "age, range: stated 12-74, computed 12-75 over 32 rows")
        let notes = reading.diagnostics.filter { $0.code == .statistic }
        #expect(notes.count == checks.values.count { !$0.agrees })
    }
}

extension CaseRecord.Value {
    fileprivate var description: String { "\(self)" }
}
