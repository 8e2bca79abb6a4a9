import CaseRecords
import FHIRCore
import FHIRModels
import FHIRValidation
import Testing

@Suite("Rows of the example table to FHIR bundles and back")
struct BridgeTableTests {
    @Test("All 35 rows come back equal through JSON and XML, without an error")
    func rows() throws {
        let records = try ExampleTable.reading().records
        #expect(records.count == 35)
        let validator = try Validator()
        for record in records {
            let tree = try record.bundle().element.tree
            let json = tree.json(.pretty).bytes
            let xml = try ElementTree.read(json).xml(.pretty).bytes
            #expect(try ElementTree.read(xml).json(.pretty).bytes == json)
            for bytes in [json, xml] {
                let (back, losses) = try CaseRecord.read(bundle: ElementTree.read(bytes).root)
                #expect(losses.map { "\($0.path): \($0.message)" } == [])
                #expect(differences(back, record) == [])
            }
            let issues = try validator.validate(ElementTree.read(json)).issues.filter { $0.severity >= .error }
            #expect(issues.map { "\(record.id) \($0.path): \($0.message)" } == [])
        }
    }

    @Test("The structured content of all rows stands in the elements")
    func structuredContent() throws {
        for record in try ExampleTable.reading().records {
            let (back, losses) = try CaseRecord.read(bundle: Strip.texts(try record.bundle().element))
            #expect(losses.map { "\($0.path): \($0.message)" } == [])
            #expect(differences(back.structured, record.structured) == [])
        }
    }

    @Test("The series comes back equal, and its bundle has no error")
    func series() throws {
        let series = try #require(try ExampleTable.reading().series)
        let json = try series.bundle().element.tree.json(.pretty).bytes
        let (back, losses) = try CaseSeries.read(bundle: ElementTree.read(json).root)
        #expect(losses.map { "\($0.path): \($0.message)" } == [])
        #expect(back == series)
        let issues = try Validator().validate(ElementTree.read(json)).issues.filter { $0.severity >= .error }
        #expect(issues.map { "\($0.path): \($0.message)" } == [])
    }

    @Test(
        "The XML of all rows and of the series is valid against the schema of R4",
        .enabled(if: XMLSchema.isHere, "xmllint or ../shared/fhir/r4/xsd is not here"))
    func validXML() throws {
        let reading = try ExampleTable.reading()
        var trees = try reading.records.map { try $0.bundle().element.tree }
        if let series = reading.series { trees.append(try series.bundle().element.tree) }
        #expect(try XMLSchema.faults(trees.map { $0.xml(.pretty).bytes }) == "")
    }
}
