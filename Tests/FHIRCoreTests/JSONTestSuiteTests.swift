import FHIRCore
import Testing

@Suite(.enabled(if: Shared.isThere, "needs ../shared/json-test-suite, which is not there"))
struct JSONTestSuiteTests {
    @Test("every y_ is read, every n_ is refused, no i_ crashes, and what was read is written and read again")
    func suite() throws {
        let files: [String] = try Shared.files("json-test-suite/test_parsing", suffix: ".json")
        #expect(files.count > 300)
        for file in files {
            let name: Substring = file.split(separator: "/").last ?? ""
            let bytes: [UInt8] = try Shared.bytes(file)
            do throws(ReadError) {
                let value: JSONValue = try JSONValue.read(bytes)
                #expect(!name.hasPrefix("n_"), "\(name) was read")
                #expect(try JSONValue.read(value.bytes) == value, "\(name)")
            } catch {
                #expect(!name.hasPrefix("y_"), "\(name): \(error)")
                #expect(error.position != nil, "\(name)")
            }
        }
    }

    @Test("the element tree's reader and the cutter agree with it on unknown members")
    func inside() throws {
        for file in try Shared.files("json-test-suite/test_parsing", suffix: ".json") {
            let bytes: [UInt8] = try Shared.bytes(file)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { continue }
            let document: [UInt8] = Array(#"{"resourceType":"Bundle","x":"#.utf8) + bytes + Array(#","entry":[{}]}"#.utf8)
            let isJSON: Bool = (try? JSONValue.read(document, maximumDepth: 257)) != nil
            let isRead: Bool = (try? ElementTree.read(json: document)) != nil
            #expect(isRead == isJSON, "\(file)")
            let conversion = StreamConversion(ConversionOptions(target: .resource(.json)), sink: Converted().sink)
            let isStreamed: Bool = (try? conversion.convertBundle(.json) { ByteInput(document) }) != nil
            #expect(isStreamed == isJSON, "\(file)")
        }
    }
}
