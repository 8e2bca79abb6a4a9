import CaseRecords
import Foundation
import Testing

/// The hub's own `Codable` form: one content has one spelling, and comes back equal.
@Suite struct CaseRecordCodingTests {
    private func full() throws -> CaseRecord {
        var record = CaseRecord(id: "case-1")
        record.subject.sex = CaseRecord.Stated(.male, raw: "Μ")
        var visit = CaseRecord.Visit(id: "visit-1", what: "outpatient clinic")
        visit.when = .at(CaseRecord.Moment(date: CaseRecord.PartialDate(rawValue: "2015-02")))
        record.visits = [visit]
        var mass = CaseRecord.Finding(id: "mass", what: "calcified mass")
        var offset = CaseRecord.Quantity(DecimalText(19), ucum: "mo")
        offset.approximate = true
        mass.when = .at(CaseRecord.Moment(relative: CaseRecord.RelativeTime(.after, "visit-1", by: .quantity(offset))))
        mass.site = CaseRecord.Site(name: "paravertebral region", side: .left)
        mass.site?.levels = [try #require(CaseRecord.VertebralExtent("T12-L3"))]
        var span = CaseRecord.SourceSpan("article", lines: 3...4)
        mass.sources = [span]
        span.column = "Age (years)"
        span.quote = "60\\"
        var calcium = CaseRecord.Measurement(id: "calcium", what: "serum calcium")
        calcium.value = .quantity(CaseRecord.Quantity(try #require(DecimalText(rawValue: "2.30")), ucum: "mmol/L"))
        calcium.sources = [span]
        var ana = CaseRecord.Measurement(id: "ana", what: "antinuclear antibody", value: .concept("positive"))
        let titre = CaseRecord.Ratio(DecimalText(1), to: DecimalText(640))
        ana.components = [CaseRecord.Component(what: "titre", value: .ratio(titre))]
        record.findings = [mass, CaseRecord.Finding(id: "motility", what: "motility", presence: .missing(.unknown))]
        record.measurements = [calcium]
        record.serology = [ana]
        record.documents = [CaseRecord.Document(id: "article")]
        return record
    }

    @Test func comesBackEqual() throws {
        let record = try full()
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(CaseRecord.self, from: data) == record)
        #expect(record.problems() == [])
    }

    @Test func silentValuesAreNotWritten() throws {
        let data = try JSONEncoder().encode(CaseRecord(id: "empty"))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(object.keys) == ["id", "subject"])
        let read = try JSONDecoder().decode(
            CaseRecord.self, from: Data(#"{"id":"empty","subject":{"id":"patient"},"findings":[],"visits":null}"#.utf8))
        #expect(read == CaseRecord(id: "empty"))
    }

    @Test func problemsAreFound() throws {
        var record = try full()
        record.findings[1].id = "mass"
        record.findings[0].focus = "nobody"
        record.findings[0].sources[0].document = "other"
        record.visits[0].id = "first visit"
        #expect(
            Set(record.problems()) == [
                .malformedName("first visit"), .duplicateName("mass"), .brokenReference(from: "mass", to: "visit-1"),
                .brokenReference(from: "mass", to: "nobody"), .unknownDocument(item: "mass", document: "other"),
                .brokenReference(from: "mass", to: "visit-1"),
            ])
    }
}
