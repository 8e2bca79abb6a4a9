import FHIRCore
import FHIRValidation
import FuzzSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What libFuzzer calls with every input: the bytes choose a resource and what is put wrong in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes: [UInt8] = Array(UnsafeBufferPointer(start: start, count: count))
    guard count > 2, !Examples.all.isEmpty else { return 0 }
    let choice: Int = Int(bytes[0]) << 8 | Int(bytes[1])
    var document: JSONValue = Examples.all[choice % Examples.all.count]
    var offset: Int = 2
    while offset + 4 <= count, offset < 2 + 4 * 8 {
        var fault = Fault(bytes[offset..<offset + 4], in: document)
        document = fault.put(document)
        offset += 4
    }
    ValidationLaws.check(document.bytes)
    return 0
}

/// The official examples where they are at hand (CASEBRIDGE_EXAMPLES), else the resources of the readers' corpus.
private enum Examples {
    static let all: [JSONValue] = {
        let folder: String = getenv("CASEBRIDGE_EXAMPLES").map { String(cString: $0) } ?? "Corpus/json"
        return names(folder).compactMap { name in
            guard let input = try? ByteInput(path: folder + "/" + name), let bytes = try? input.readAll(limit: 50_000) else {
                return nil
            }
            return try? JSONValue.read(bytes)
        }
    }()

    private static func names(_ folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name: String = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".json") { names.append(name) }
        }
        return names.sorted()
    }
}

/// What must hold for every resource: it is validated, in both formats, and every report can be written.
private enum ValidationLaws {
    nonisolated(unsafe) private static var run: ValidationRun? = (try? Validator()).map { ValidationRun($0) }

    static func check(_ bytes: [UInt8]) {
        guard let tree = try? ElementTree.read(json: bytes) else { return }
        let outcome: ValidationOutcome = validate(tree)
        report(outcome)
        guard let again = try? ElementTree.read(xml: tree.xml().bytes) else {
            return Finding.require(false, "what was written as XML cannot be read")
        }
        _ = validate(again)
    }

    private static func validate(_ tree: ElementTree) -> ValidationOutcome {
        guard var run = self.run else { return ValidationOutcome(failure: "no validator") }
        self.run = nil
        let outcome: ValidationOutcome = run.validate(tree)
        self.run = run
        let offsets: [Int] = outcome.diagnostics.map(\.offset)
        Finding.require(offsets == offsets.sorted(), "findings are not in the order of the document")
        for issue in outcome.issues {
            Finding.require(
                !issue.message.isEmpty && !issue.messageID.rawValue.isEmpty && !issue.path.isEmpty, "a finding says nothing")
        }
        return outcome
    }

    private static func report(_ outcome: ValidationOutcome) {
        var options = ReportOptions()
        options.hasExcerpts = true
        let report: InputReport = outcome.report(options)
        for format in ReportFormat.allCases {
            var writer: any ReportWriter = format.writer(options)
            var output: [UInt8] = []
            var totals = ReportTotals()
            totals.add(report)
            writer.begin(&output)
            writer.add(report, &output)
            writer.end(totals, &output)
            switch format {
            case .sarif, .json: Finding.require((try? JSONValue.read(output)) != nil, "the \(format.rawValue) report is no JSON")
            case .junit: Finding.require((try? XMLNode.read(output)) != nil, "the junit report is no XML")
            default: break
            }
        }
    }
}
