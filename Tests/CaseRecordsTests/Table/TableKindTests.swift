import CaseRecords
import Foundation
import Testing

/// The kinds of columns that the published table does not need, on a clinic's sheet: semicolons, decimal commas, mostly blank.
@Suite struct TableKindTests {
    private let yaml = #"""
        table:
          delimiter: semicolon
          line-end: crlf
          missing: {"n/a": unknown, "n.d.": not-performed}
        record:
          id: "p-{row}"
          measurements:
            - {id: creatinine, what: creatinine}
            - {id: leukocytes, what: leukocyte count}
          scores:
            - {id: mrss, what: modified Rodnan skin score}
          findings:
            - {id: dysphagia, what: dysphagia}
          conditions:
            - {id: ssc, what: systemic sclerosis}
            - {id: ild, what: interstitial lung disease}
        columns:
          Creatinine: {to: "measurements[creatinine].value", kind: quantity, unit: mg/dL, decimal-mark: ",", range: [0, 50]}
          Leukocytes: {to: "measurements[leukocytes].value", kind: decimal}
          mRSS: {to: "scores[mrss].value", kind: integer, range: [0, 51]}
          Dysphagia: {to: "findings[dysphagia].presence", kind: code, codes: {"yes": present, "no": absent, "?": {missing: asked-unknown}}}
          Diagnosed: {to: "conditions[ssc].diagnosed", kind: date, form: DD.MM.YYYY}
          ILD since: {to: "conditions[ild].onset", kind: age, blank: no-item}
          ILD course: {to: "conditions[ild].status", kind: code, codes: {active: active, gone: resolved}}
          Remark: {to: "subject.note", kind: text}

        """#

    private func mapping() throws -> TableMapping {
        let text = yaml.replacingOccurrences(of: #"  Remark: {to: "subject.note", kind: text}"#, with: "")
        return try TableMapping(yaml: Array(text.utf8), file: "clinic.yaml")
    }

    private let header = "Creatinine;Leukocytes;mRSS;Dysphagia;Diagnosed;ILD since;ILD course\r\n"

    private func record(_ row: String) throws -> (record: CaseRecord, diagnostics: [TableDiagnostic]) {
        let reading = try mapping().read(csv: Array((header + row + "\r\n").utf8), file: "clinic.csv")
        return (try #require(reading.records.first), reading.diagnostics)
    }

    @Test func aFullRow() throws {
        let (record, diagnostics) = try record("<0,70;4.50;12;no;09.02.2015;54;gone")
        var creatinine = CaseRecord.Quantity(try #require(DecimalText(rawValue: "0.70")), ucum: "mg/dL")
        creatinine.comparator = .less
        #expect(
            record.measurements.map(\.value) == [
                .quantity(creatinine), .quantity(CaseRecord.Quantity(try #require(DecimalText(rawValue: "4.50")))),
            ])
        #expect(record.scores.map(\.value) == [.integer(12)])
        #expect(record.findings.map(\.presence) == [.absent])
        #expect(record.conditions[0].diagnosed?.date?.rawValue == "2015-02-09")
        #expect(record.conditions[1].onset?.age == .quantity(CaseRecord.Quantity(DecimalText(54), ucum: "a")))
        #expect(record.conditions[1].status == .resolved)
        #expect(diagnostics.isEmpty)
    }

    @Test func aBlankRowSaysNothing() throws {
        let (record, diagnostics) = try record(";;;;;;")
        #expect(record.measurements.isEmpty && record.scores.isEmpty && record.findings.isEmpty)
        #expect(record.conditions.map(\.id) == ["ssc"], "what the mapping says of every row stays")
        #expect(record.conditions[0].diagnosed == nil && diagnostics.isEmpty)
    }

    @Test func wordsForMissingValues() throws {
        let (record, _) = try record("n.d.;n/a;n/a;?;n/a;n.d.;n/a")
        #expect(record.measurements.map(\.value) == [.missing(.notPerformed), .missing(.unknown)])
        #expect(record.findings.map(\.presence) == [.missing(.askedUnknown)])
        #expect(record.conditions.map { ($0.diagnosed ?? $0.onset)?.missing } == [.unknown, .notPerformed])
    }

    @Test(arguments: [
        ("0.7;;;;;;", "Creatinine", "a point where a comma is expected"), ("51;;;;;;", "Creatinine", "too much"),
        (";4,5;;;;;", "Leukocytes", "a comma where a point is expected"),
        (";<4;;;;;", "Leukocytes", "no comparator in a decimal"),
        (";;12.5;;;;", "mRSS", "no whole number"), (";;52;;;;", "mRSS", "above the scale"), (";;;Yes;;;", "Dysphagia", "no code"),
        (";;;;9.2.2015;;", "Diagnosed", "another form"), (";;;;31.02.2015;;", "Diagnosed", "no such day"),
        (";;;;2015-02-09;;", "Diagnosed", "another form"), (";;;;;-3;", "ILD since", "no age"),
        (";;;;;;bad", "ILD course", "no code"),
    ])
    func whatCannotBeIsLeftOut(row: String, heading: String, reason: String) throws {
        let diagnostics = try record(row).diagnostics
        #expect(diagnostics.map(\.heading) == [heading], "\(reason)")
        #expect(diagnostics.allSatisfy { $0.severity == .warning && $0.message.contains("kept as printed") })
    }

    @Test(arguments: [
        "<0,70;4.50;12;no;09.02.2015;54;gone", ";;;;;;", "n.d.;n/a;n/a;?;n/a;n.d.;n/a", "0.7;4,5;12.5;Yes;9.2.2015;-3;bad",
        " 1,0 ;;;yes;;;",
        ";;;;;;active", "\"0,7\";;;;;;",
    ])
    func rowsAreWrittenBack(row: String) throws {
        let mapping = try mapping()
        let csv = Array((header + row + "\r\n").utf8)
        let reading = try mapping.read(csv: csv, file: "clinic.csv")
        let writing = try mapping.write(reading.records, like: reading.table)
        #expect(String(decoding: writing.bytes, as: UTF8.self) == String(decoding: csv, as: UTF8.self))
        #expect(writing.losses.map(\.description) == [])
    }

    @Test func valuesAreWrittenInTheColumnsForm() throws {
        let mapping = try mapping()
        var record = try record(";;;;;;").record
        record.measurements = [CaseRecord.Measurement(id: "creatinine", what: "creatinine")]
        record.measurements[0].value = .quantity(CaseRecord.Quantity(try #require(DecimalText(rawValue: "1.20")), ucum: "mg/dL"))
        record.conditions[0].diagnosed = CaseRecord.Moment(date: CaseRecord.PartialDate(rawValue: "2015-02-09"))
        #expect(String(decoding: try mapping.write([record]).bytes, as: UTF8.self) == header + "1,20;;;;09.02.2015;;\r\n")
        record.conditions[0].diagnosed = CaseRecord.Moment(date: CaseRecord.PartialDate(rawValue: "2015"))
        record.measurements[0].value = .quantity(CaseRecord.Quantity(DecimalText(1), ucum: "umol/L"))
        let losses = try mapping.write([record]).losses
        #expect(
            losses.filter { $0.kind == .dropped }.map(\.path) == [
                "conditions[ssc].diagnosed.date", "measurements[creatinine].value.quantity",
            ],
            "a partial date, another unit")
    }

    @Test func aColumnNeedsAPlaceForItsCell() throws {
        let error = #expect(throws: TableError.self) { try TableMapping(yaml: Array(yaml.utf8), file: "clinic.yaml") }
        #expect(error?.message.contains("subject.note cannot hold what this column reads") == true, "\(error?.description ?? "")")
    }
}
