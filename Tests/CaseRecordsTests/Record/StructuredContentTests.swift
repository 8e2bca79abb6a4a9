import CaseRecords
import Foundation
import Testing

/// `structured` drops every remark, printed text and place, and nothing else.
@Suite struct StructuredContentTests {
    /// Keys of a file that hold what is kept for people only.
    private let texts: Set<String> = ["note", "raw", "sources"]

    @Test(arguments: Repository.caseFiles)
    func dropsTheTextsOnly(file: String) throws {
        let record = try Repository.record(file)
        let whole = try JSONSerialization.jsonObject(with: Data(CaseFormat.json.write(record)))
        let structured = try JSONSerialization.jsonObject(with: Data(CaseFormat.json.write(record.structured)))
        let expected = try #require(without(whole) as? NSObject)
        #expect(expected == structured as? NSObject)
        #expect(record.structured.structured == record.structured)
    }

    @Test func dropsPrintedTextsDeepDown() {
        var record = CaseRecord(id: "row")
        record.subject.sex = CaseRecord.Stated(.male, raw: "Μ")
        var calcinosis = CaseRecord.Condition(id: "calcinosis", what: "calcinosis")
        calcinosis.sites = [CaseRecord.Site(name: "cervical spine")]
        calcinosis.sites[0].raw = "С"
        calcinosis.onset = CaseRecord.Moment(relative: CaseRecord.RelativeTime(.before, "patient"))
        calcinosis.onset?.raw = "-1"
        record.conditions = [calcinosis]
        let structured = record.structured
        #expect(structured.subject.sex == CaseRecord.Stated(.male))
        #expect(structured.conditions[0].sites[0].raw == nil)
        #expect(structured.conditions[0].onset == CaseRecord.Moment(relative: CaseRecord.RelativeTime(.before, "patient")))
    }

    private func without(_ value: Any) -> Any {
        if let object = value as? [String: Any] {
            let kept = object.filter { !texts.contains($0.key) }
            // A stated value whose printed text is gone is written as the bare value.
            if object["raw"] != nil, kept.count == 1, let value = kept["value"] { return value }
            return kept.mapValues(without)
        }
        return (value as? [Any])?.map(without) ?? value
    }
}
