import CaseRecords
import Foundation
import Testing

/// The four reports as case files: sound, the same after writing, and each item with a place in its report.
@Suite struct CaseFileTests {
    @Test(arguments: Repository.caseFiles)
    func isSound(file: String) throws {
        let record = try Repository.record(file)
        #expect(record.problems() == [])
    }

    @Test(arguments: Repository.caseFiles, CaseFormat.allCases)
    func comesBackEqual(file: String, format: CaseFormat) throws {
        let record = try Repository.record(file)
        let bytes = try format.write(record)
        let again: CaseRecord = try format.read(from: bytes)
        #expect(again == record)
        #expect(try format.write(again) == bytes)
    }

    @Test(arguments: Repository.caseFiles)
    func everyItemHasASource(file: String) throws {
        let record = try Repository.record(file)
        let without = record.items.filter { $0.sources.isEmpty }.map(\.id)
        let seed = try #require(record.documents.first?.file)
        // The file of 004 has neither a title nor any other line about the article.
        #expect(without == (seed.hasPrefix("004") ? ["article"] : []))
    }

    @Test(arguments: Repository.caseFiles)
    func everyReferenceIsMeant(file: String) throws {
        let record = try Repository.record(file)
        #expect(!record.items.flatMap(\.references).isEmpty)
        #expect(record.items.allSatisfy { !$0.references.contains($0.id) }, "an item that refers to itself")
    }

    @Test(.enabled(if: Repository.hasSeeds, "the reports are not here (../shared/seeds)"), arguments: Repository.caseFiles)
    func sourcesAreInTheReport(file: String) throws {
        let record = try Repository.record(file)
        let seed = try #require(record.documents.first?.file)
        try SourceCheck(lines: Repository.lines(ofSeed: seed)).check(record.items.flatMap(\.sources))
    }

    @Test func digitsAreKept() throws {
        let record = try Repository.record(Repository.caseFiles[0])
        for format in CaseFormat.allCases {
            let text = String(decoding: try format.write(record), as: UTF8.self)
            #expect(text.contains("value\": 2.30") || text.contains("value: 2.30"))
        }
    }

    @Test func aMisspeltKeyIsRefusedWithItsPlace() throws {
        let text = "id: a\nsubject: {id: patient}\nfindings:\n  - id: x\n    what: y\n    presense: absent\n"
        let error = #expect(throws: CaseReadError.self) { try CaseFormat.yaml.read(CaseRecord.self, from: Array(text.utf8)) }
        #expect(error?.description.hasPrefix("6:5: ") == true)
        #expect(error?.description.contains("presence") == true)
    }
}
