import CaseRecords
import FHIRCore
import Foundation
import Testing

/// The table through FHIR and back.
@Suite struct TableBridgeTests {
    @Test(arguments: ResourceFormat.allCases)
    func theTableComesBackByteForByte(format: ResourceFormat) throws {
        let mapping = try ExampleTable.mapping()
        var back: [CaseRecord] = []
        for record in try ExampleTable.reading().records {
            let written = try record.bundle().element.tree.written(as: format)
            #expect(written.losses.isEmpty)
            let (read, losses) = try CaseRecord.read(bundle: ElementTree.read(written.bytes).root)
            #expect(losses.map { "\($0.path): \($0.message)" } == [])
            #expect(differences(read, record) == [])
            back.append(read)
        }
        let writing = try mapping.write(back)
        #expect(String(decoding: writing.bytes, as: UTF8.self) == String(decoding: try ExampleTable.csv(), as: UTF8.self))
        #expect(writing.losses.map(\.description) == [])
    }

    /// What the record says comes from FHIR's elements, not from the cells carried along.
    @Test func readingsComeBackWithoutTheCells() throws {
        let mapping = try ExampleTable.mapping()
        var back: [CaseRecord] = []
        let records = try ExampleTable.reading().records
        for record in records {
            let json = try JSONSerialization.jsonObject(with: Data(record.bundle().element.tree.written(as: .json).bytes))
            let bytes = try JSONSerialization.data(withJSONObject: withoutCells(json))
            back.append(try CaseRecord.read(bundle: ElementTree.read(Array(bytes)).root).record)
        }
        #expect(back.allSatisfy { $0.subject.sex?.raw == nil && $0.measurements.allSatisfy { $0.raw == nil } })
        let writing = try mapping.write(back)
        #expect(Set(writing.losses.map(\.record)) == ["tc-29", "tc-30"], "20012 and 60\\ are gone with their cells")
        let again = try mapping.read(csv: writing.bytes, file: "again.csv").records
        for (record, read) in zip(records, again) {
            #expect(read.id == record.id && read.subject.sex?.value == record.subject.sex?.value)
            let (one, other) = (try read.condition("calcinosis"), try record.condition("calcinosis"))
            #expect(one.onset?.relative == other.onset?.relative && one.sites[0].levels == other.sites[0].levels)
            #expect(try read.condition("ssc").what == record.condition("ssc").what)
            #expect(read.age == record.age || record.id == "tc-30")
            #expect(try read.document("report").authors?.value == record.document("report").authors?.value)
        }
    }

    private func withoutCells(_ value: Any) -> Any {
        if let object = value as? [String: Any] {
            var kept = object.filter { $0.key != "note" }.mapValues(withoutCells)
            if let extensions = kept["extension"] as? [[String: Any]] {
                let others = extensions.filter { element in
                    let url = element["url"] as? String ?? ""
                    return !url.hasSuffix("originalText") && !url.hasSuffix("source-span")
                }
                kept["extension"] = others.isEmpty ? nil : others
            }
            return kept.filter { entry in (entry.value as? [String: Any])?.isEmpty != true }
        }
        guard let items = value as? [Any] else { return value }
        return items.map(withoutCells)
    }
}
