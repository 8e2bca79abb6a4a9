import CaseRecords
import FHIRCore
import FHIRModels
import Testing

@Suite("The way back reads the elements")
struct BridgeElementTests {
    @Test(
        "Without printed texts, places, notes, narrative and attachments the structured record comes back",
        arguments: Repository.caseFiles)
    func structuredContent(file: String) throws {
        let record = try Repository.record(file)
        let stripped = Strip.texts(try record.bundle().element)
        #expect(!String(decoding: stripped.tree.json(.compact).bytes, as: UTF8.self).contains("source-span"))
        let (back, losses) = try CaseRecord.read(bundle: stripped)
        #expect(losses.map { "\($0.path): \($0.message)" } == [])
        #expect(differences(back, record.structured) == [])
    }

    @Test("A changed value of one Observation changes that in the case, and nothing else")
    func oneValue() throws {
        let record = try Repository.record(Repository.caseFiles[0])
        var bundle = try record.bundle()
        var expected = record
        let index = try #require(
            record.measurements.firstIndex { if case .quantity = $0.value { true } else { false } })
        guard case .quantity(var quantity) = record.measurements[index].value else { return }
        quantity.value = try #require(DecimalText(rawValue: "3.10"))
        expected.measurements[index].value = .quantity(quantity)

        let name = record.measurements[index].id.rawValue
        let place = try #require(bundle.entry.firstIndex { $0.resource?.id?.text == name })
        var observation = try #require(bundle.entry[place].resource?.as(Observation.self))
        guard case .quantity(var changed) = observation.value else {
            Issue.record("the Observation has no quantity")
            return
        }
        changed.value = "3.10"
        observation.value = .quantity(changed)
        bundle.entry[place].resource = AnyResource(observation)

        let (back, losses) = try CaseRecord.read(bundle: bundle.element)
        #expect(losses.isEmpty)
        #expect(differences(back, expected) == [])
        #expect(back != record)
    }

    @Test("A changed presence, status and relation change just these")
    func otherElements() throws {
        let record = try Repository.record(Repository.caseFiles[0])
        var text = String(decoding: try record.bundle().element.tree.json(.compact).bytes, as: UTF8.self)
        // The first absent finding becomes present.
        let absent = "\"code\":\"absent\""
        let range = try #require(text.firstRange(of: absent))
        text.replaceSubrange(range, with: "\"code\":\"present\"")
        let back = try CaseRecord.read(bundle: ElementTree.read(Array(text.utf8)).root).record
        var expected = record
        let index = try #require(record.findings.firstIndex { $0.presence == .absent })
        expected.findings[index].presence = .present
        #expect(differences(back, expected) == [])
    }
}

/// Takes away what is kept for people only.
enum Strip {
    private static let addresses: Set<String> = ["originalText", "source-span", "note", "blank-text", "cqf-citation"]

    static func texts(_ element: Element) -> Element {
        var copy = element.detached()
        var names: [String] = []
        for child in element.children where !names.contains(child.name) { names.append(child.name) }
        for name in names {
            let kept = element.children.filter { $0.name == name && !isText($0, in: element) }.map(texts)
            copy.setChildren(named: name, to: kept.filter { $0.kind != .none || !$0.children.isEmpty })
        }
        return copy
    }

    private static func isText(_ child: Element, in parent: Element) -> Bool {
        switch child.typeName {
        case "Narrative", "Attachment", "Annotation": return true
        case "Extension":
            let last = child.child(named: "url")?.value?.split(separator: "/").last
            return last.map { addresses.contains(String($0)) && child.child(named: "url")?.value?.contains("/") == true } ?? false
        default: return false
        }
    }
}
