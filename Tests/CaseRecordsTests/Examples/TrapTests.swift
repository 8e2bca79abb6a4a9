import CaseRecords
import Testing

/// What a careless reader of the four reports gets wrong.
@Suite struct TrapTests {
    @Test func sameFindingTwoTimes() throws {
        let record = try Repository.record(Repository.caseFiles[0])
        let first = try #require(record.findings.first { $0.id == "dysphagia-at-first-visit" })
        let later = try #require(record.imaging.flatMap(\.findings).first { $0.id == "dysphagia-on-fluoroscopy" })
        #expect(first.presence == .absent)
        #expect(later.presence == .present)
        #expect(first.when == .at(CaseRecord.Moment(relative: CaseRecord.RelativeTime(.during, "visit-1"))))
        #expect(later.when == .at(CaseRecord.Moment(relative: CaseRecord.RelativeTime(.after, "visit-1"))))
        #expect(later.causes.map(\.excluded) == [true])
    }

    @Test(arguments: [
        (Repository.caseFiles[0], "Raynaud", "red fingers are not Raynaud's phenomenon"),
        (Repository.caseFiles[3], "Raynaud", "cold extremities are not Raynaud's phenomenon"),
        (Repository.caseFiles[3], "limited cutaneous", "the variant is not told"),
        (Repository.caseFiles[3], "diffuse cutaneous", "the variant is not told"),
        (Repository.caseFiles[0], "birth", "an age is no date of birth"),
    ])
    func nothingIsUpgraded(file: String, word: String, reason: String) throws {
        let text = String(decoding: try CaseFormat.yaml.write(Repository.record(file).structured), as: UTF8.self)
        #expect(!text.contains(word), "\(reason)")
    }

    @Test(arguments: [
        (Repository.caseFiles[1], ItemID("which-levels"), "C4 to C6 against C4 and C6"),
        (Repository.caseFiles[1], "how-confluent", "confluent against partly confluent"),
        (Repository.caseFiles[3], "which-level", "L4-L5 against L5 and S1"),
        (Repository.caseFiles[3], "which-side", "left alone against left more than right"),
        (Repository.caseFiles[3], "five-years-after-what", "after the operation against after the first appearance"),
    ])
    func disagreementsAreKept(file: String, id: ItemID, reason: String) throws {
        let record = try Repository.record(file)
        let disagreement = try #require(record.disagreements.first { $0.id == id }, "\(reason)")
        let items = Set(record.items.map(\.id))
        #expect(disagreement.between.count > 1 && disagreement.between.allSatisfy(items.contains), "\(reason)")
    }

    @Test func levelsAreRangesOrLists() throws {
        let findings = try Repository.record(Repository.caseFiles[1]).imaging.flatMap(\.findings)
        #expect(findings.first { $0.id == "ct-mass" }?.site?.levels.map(\.description) == ["C4-C6"])
        #expect(findings.first { $0.id == "ct-mass-in-legend" }?.site?.levels.map(\.description) == ["C4", "C6"])
    }

    @Test func ambiguousDatesAreNotRead() throws {
        let article = try #require(Repository.record(Repository.caseFiles[2]).documents.first)
        #expect(article.submitted == CaseRecord.Stated(missing: .asText, raw: "03/01/2022"))
        #expect(article.accepted == CaseRecord.Stated(missing: .asText, raw: "04/03/2022"))
    }

    @Test func oneThingByTwoMethods() throws {
        let record = try Repository.record(Repository.caseFiles[2])
        let sizes = record.measurements.filter { $0.id == "size-by-palpation" } + record.imaging.flatMap(\.measurements)
        let read = sizes.map { size in
            guard case .quantity(let quantity) = size.value else { return "" }
            return (quantity.approximate ? "~" : "") + quantity.value.rawValue
        }
        #expect(read == ["~7", "~8"])
        #expect(sizes.map(\.method?.text) == ["palpation", "computed tomography"])
    }
}
