import CaseRecords
import Foundation
import Testing

/// Wrong mappings and wrong tables: one paragraph, with the place and what to do.
@Suite struct TableErrorTests {
    @Test(arguments: [
        ("columns:\n", "colums:\n", "the key 'colums' is not known in the mapping; did you mean 'columns'?"),
        (
            "    blank: continues", "    blnak: continues",
            "the key 'blnak' is not known in the column 'Authors'; did you mean 'blank'?"
        ),
        ("kind: levels ", "kind: level ", "did you mean 'levels'?"),
        (
            "to: documents[report].authors", "to: documents[reprot].authors",
            "'record' has no 'reprot' in documents; did you mean 'report'?"
        ),
        ("to: subject.sex", "to: subject.sexx", "the key 'sexx' is not known here; did you mean 'sex'?"),
        ("to: subject.sex", "to: subject..sex", "is no path"),
        ("to: subject.sex", "to: subject.birth", "subject.birth cannot hold"),
        ("{F: female, M: male}", "{F: femal, M: male}", "subject.sex cannot hold"),
        (#"'\([0-9]+\)'"#, "'([0-9'", "the regular expression '([0-9' is wrong at character"),
        ("range: [0, 120]", "range: [120, 0]", "two numbers, the lower one first"),
        ("NA: unknown ", "NA: unknwon ", "no reason for a missing value; did you mean 'unknown'?"),
        ("tc-{Ref.}", "tc-{Ref}", "'id' names the column 'Ref', which is not under 'columns'; did you mean 'Ref.'?"),
        ("tc-{Ref.}", "case", "'id' is the same for all rows"), ("document: table ", "document: tabel ", "did you mean 'table'?"),
        ("kind: case report\n", "knid: case report\n", "the key 'knid' is not known here; did you mean 'kind'?"),
        ("from: ssc ", "from: scc ", "'record' has no item 'scc'; did you mean 'ssc'?"),
        ("women: {column: Sex", "woman: {column: Sex", "none of the series' statistics; did you mean 'women'?"),
        ("women: {column: Sex", "women: {column: Sexx", "the column 'Sexx' is not under 'columns'; did you mean 'Sex'?"),
        ("series: table2-series.yaml", "series: other.yaml", "the file 'other.yaml' cannot be read"),
        ("to: documents[report].label", "to: documents[report].published", "would both keep their cell"),
        ("delimiter: comma", "delimiter: \"::\"", "'delimiter' is comma"),
        ("columns:\n", "columns: [\n", "did not find expected"),
    ])
    func mapping(old: String, new: String, words: String) throws {
        let error = #expect(throws: TableError.self) { try ExampleTable.mapping([(old, new)]) }
        #expect(error?.code == .mapping)
        #expect(error?.message.contains(words) == true, "\(error?.description ?? "")")
        #expect(error?.line != nil && error?.column != nil, "\(error?.description ?? "")")
        #expect(error?.file == "table2-mapping.yaml")
        #expect(error?.description.contains("\n") == false)
    }

    @Test func errorsNameTheLine() throws {
        let error = #expect(throws: TableError.self) {
            try ExampleTable.mapping([("    kind: code              #", "    knid: code #")])
        }
        let text = String(decoding: try ExampleTable.bytes("table2-mapping.yaml"), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("    kind: code              #") }) + 1
        #expect(error?.line == line && error?.column == 5)
    }

    @Test(arguments: [
        (
            "Sex", "Sexe", "no column 'Sex', which the mapping table2-mapping.yaml names; it has 'Authors', 'Year', 'Sexe'",
            "did you mean 'Sexe'?"
        ),
        ("Age (years)", "Sex", "the column 'Sex' stands twice", "rename one"),
        (",", ";", "no column 'Authors'", "its cells seem to be separated by ';': say so under 'table: delimiter'"),
    ])
    func columns(old: String, new: String, words: String, hint: String) throws {
        var lines = String(decoding: try ExampleTable.csv(), as: UTF8.self).split(separator: "\n").map(String.init)
        lines[0] = lines[0].replacingOccurrences(of: old, with: new)
        let csv = Array(lines.joined(separator: "\n").utf8)
        let mapping = try ExampleTable.mapping()
        let error = #expect(throws: TableError.self) { try mapping.read(csv: csv, file: "t.csv") }
        #expect(error?.code == .columns)
        #expect(error?.description.hasPrefix("t.csv:1:") == true)
        #expect(error?.message.contains(words) == true && error?.message.contains(hint) == true, "\(error?.description ?? "")")
    }

    @Test func badRowsGoToTheRejectsAndGoodRowsGoOn() throws {
        var lines = String(decoding: try ExampleTable.csv(), as: UTF8.self).split(separator: "\n").map(String.init)
        lines[1] = ",,F,50,NA,NA,C1,"
        lines[5] += ",one too many"
        lines[9] = "\"x\"y" + lines[9]
        lines.insert("", at: 20)
        let reading = try ExampleTable.mapping().read(csv: Array((lines.joined(separator: "\n") + "\n").utf8), file: "t.csv")
        #expect(reading.rejects.map(\.row) == [2, 6, 7, 8, 9, 10, 22, 23])
        #expect(reading.records.count + reading.rejects.count == 35)
        #expect(reading.rejects[0].reason == "the blank cell in 'Authors' continues the row above, and there is none")
        #expect(reading.rejects[1].reason == "the row has 9 cells, the header has 8")
        #expect(reading.rejects[2].reason.contains("that row was rejected"))
        #expect(reading.diagnostics.contains { $0.code == .blankLine && $0.row == 21 && $0.severity == .note })
        #expect(reading.diagnostics.count { $0.code == .rejectedRow && $0.severity == .error } == reading.rejects.count)
        let rejected = String(decoding: reading.rejectsFile, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(rejected.first == lines[0] && rejected.contains(lines[5]))
    }

    @Test func columnsThatNobodyNamesAreReported() throws {
        let csv = Array("id,age,remark\n1,50,x\n2,60,\n".utf8)
        func mapping(_ more: String) throws -> TableMapping {
            try TableMapping(yaml: Array((small + more).utf8), file: "m.yaml")
        }
        let reading = try mapping("").read(csv: csv, file: "t.csv")
        let found = try #require(reading.diagnostics.first)
        #expect(found.code == .unmappedColumn && found.severity == .error && found.heading == "remark")
        #expect(found.message.contains("1 filled cells"))
        #expect(try mapping("ignore: [remark]\n").read(csv: csv, file: "t.csv").diagnostics.isEmpty)
    }

    @Test func aBlankCellOfAReportThatIsNotContinuedIsUnknown() throws {
        var lines = String(decoding: try ExampleTable.csv(), as: UTF8.self).split(separator: "\n").map(String.init)
        lines[2] = lines[2].replacingOccurrences(of: "1987", with: "")
        let csv = Array((lines.joined(separator: "\n") + "\n").utf8)
        let mapping = try ExampleTable.mapping()
        let reading = try mapping.read(csv: csv, file: "t.csv")
        #expect(try reading.records[1].document("report").published == CaseRecord.Stated(missing: .unknown, raw: ""))
        #expect(reading.diagnostics.contains { $0.code == .blankCell && $0.row == 3 && $0.heading == "Year" })
        #expect(try mapping.write(reading.records).bytes == csv)
    }

    private let small = """
        record:
          id: "case-{id}"
          documents: [{id: file}]
          measurements: [{id: age, what: age}]
        columns:
          id: {to: "documents[file].label", kind: text}
          age: {to: "measurements[age].value", kind: age}

        """
}
