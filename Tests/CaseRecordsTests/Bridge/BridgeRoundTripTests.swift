import CaseRecords
import FHIRCore
import FHIRModels
import Testing

@Suite("Case record to FHIR bundle and back: generated records")
struct BridgeRoundTripTests {
    @Test("A record comes back equal, with nothing left over", arguments: 0..<60)
    func directly(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let record = generator.record()
        #expect(record.problems() == [])
        let (back, losses) = try CaseRecord.read(bundle: try record.bundle().element)
        #expect(losses.map { "\($0.path): \($0.message)" } == [])
        #expect(differences(back, record) == [])
    }

    @Test("A record comes back equal from JSON and from XML", arguments: 100..<120)
    func throughFormats(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let record = generator.record()
        let tree = try record.bundle().element.tree
        for format in ResourceFormat.allCases {
            let written = tree.written(as: format)
            #expect(written.losses.isEmpty)
            let (back, losses) = try CaseRecord.read(bundle: ElementTree.read(written.bytes).root)
            #expect(losses.map { "\($0.path): \($0.message)" } == [])
            #expect(differences(back, record) == [])
        }
    }

    @Test("The same record gives the same bytes")
    func sameBytes() throws {
        var generator = RecordGenerator(seed: 1)
        let record = generator.record()
        #expect(try record.bundle().element.tree.json(.pretty).bytes == record.bundle().element.tree.json(.pretty).bytes)
    }
}

/// The lists of two records that differ, with both texts, so that a failure shows where to look.
func differences(_ one: CaseRecord, _ other: CaseRecord) -> [String] {
    if one == other { return [] }
    let pairs = zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children)
    return pairs.compactMap { first, second in
        let texts = (String(describing: first.value), String(describing: second.value))
        return texts.0 == texts.1 ? nil : "\(first.label ?? ""):\n  got      \(texts.0)\n  expected \(texts.1)"
    }
}

@Suite("Case series to FHIR bundle and back")
struct SeriesBridgeTests {
    @Test("A series comes back equal, with nothing left over", arguments: 0..<20)
    func roundTrip(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let series = generator.series()
        let tree = try series.bundle().element.tree
        for format in ResourceFormat.allCases {
            let (back, losses) = try CaseSeries.read(bundle: ElementTree.read(tree.written(as: format).bytes).root)
            #expect(losses.map { "\($0.path): \($0.message)" } == [])
            #expect(back == series)
        }
    }
}
