import FHIRCore
import FHIRValidation
import Testing

@Suite("Reports")
struct ReportTests {
    private static let text: String = """
        {
          "resourceType": "Patient",
          "name": [{"family": "x"}, {"given": ["a", ""]}],
          "birthDate": "1974-02-30"
        }
        """

    private func outcome() throws -> ValidationOutcome {
        var outcome: ValidationOutcome = try Validator(options: .withoutAdvice).validate(
            try ElementTree.read(Array(ReportTests.text.utf8)))
        outcome.source = "p.json"
        return outcome
    }

    @Test("for people: place, path, message, line and caret")
    func people() throws {
        let report: String = try outcome().text()
        #expect(
            report.contains(
                """
                p.json:4:16: error at Patient.birthDate
                  "1974-02-30" is not a valid date: the month has no such day
                    4 |   "birthDate": "1974-02-30"
                      |                ^
                """), "\(report)")
        #expect(report.contains("p.json:3:45: error at Patient.name[1].given[1]"), "\(report)")
        #expect(try outcome().summary == "p.json: 3 errors")
        #expect(try outcome().text(most: 1).hasSuffix("… and 2 more, none of them graver (see --max-messages)\n"))
    }

    @Test("OperationOutcome: a resource that is valid itself, with place and message id")
    func operationOutcome() throws {
        let element: Element = try outcome().operationOutcome
        let tree: ElementTree = try ElementTree.read(json: element.json().bytes)
        #expect(try Validator().validate(tree).count(.error) == 0)
        let issue: Element = try #require(element.children(named: "issue").last)
        let value: (String) -> String? = { name in
            issue.children(named: "extension").first { $0.child(named: "url")?.value?.hasSuffix(name) == true }?.child(
                named: "value")?.value
        }
        #expect(value("operationoutcome-issue-line") == "4")
        #expect(value("operationoutcome-issue-col") == "16")
        #expect(value("operationoutcome-message-id") == "Type_Specific_Checks_DT_Date_Valid")
        #expect(issue.child(named: "expression")?.value == "Patient.birthDate")
        #expect(issue.child(named: "severity")?.value == "error")
    }

    @Test("an outcome without findings says so, and many become a bundle")
    func many() throws {
        let good: ValidationOutcome = try Validator(options: .withoutAdvice).validate(
            try ElementTree.read(Array(#"{"resourceType":"Patient","id":"a"}"#.utf8)))
        #expect(good.operationOutcome.children(named: "issue").map { $0.child(named: "severity")?.value } == ["information"])
        let bundle: Element = ValidationOutcome.bundle([good, try outcome()])
        #expect(bundle.children(named: "entry").count == 2)
        #expect(try Validator().validate(try ElementTree.read(json: bundle.json().bytes)).count(.error) == 0)
    }

    @Test("what could not be read is one fatal issue")
    func unreadable() throws {
        do throws(ReadError) {
            _ = try ElementTree.read(Array("{".utf8))
            Issue.record("a brace is no resource")
        } catch {
            let outcome = ValidationOutcome(unreadable: error, source: "x.json")
            #expect(outcome.worst == .fatal)
            #expect(outcome.operationOutcome.children(named: "issue").count == 1)
            #expect(outcome.summary == "x.json: could not be checked")
        }
        #expect(ValidationOutcome(failure: "no such file").issues.map(\.severity) == [.fatal])
    }

    @Test("time grows in line with the entries of a bundle")
    func linear() throws {
        func seconds(_ entries: Int) throws -> Double {
            let entry: String = #"{"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}}}"#
            let text: String =
                #"{"resourceType":"Bundle","type":"collection","entry":["#
                + repeatElement(entry, count: entries).joined(separator: ",") + "]}"
            let tree: ElementTree = try ElementTree.read(Array(text.utf8))
            let validator = try Validator()
            let clock = ContinuousClock()
            return clock.measure { _ = validator.validate(tree) } / .seconds(1)
        }
        _ = try seconds(10)
        let few: Double = try seconds(1000)
        // Ten times the entries; quadratic work would take a hundred times as long. The slack is for a busy machine.
        #expect(try seconds(10_000) < few * 40)
    }

    @Test("paths and places of many findings in one list")
    func manyFindings() throws {
        let entries: String = (0..<2000).map { number in
            #"{"fullUrl":"urn:x:\#(number)","resource":{"resourceType":"Patient","gender":"m"}}"#
        }.joined(separator: ",\n")
        let text: String = #"{"resourceType":"Bundle","type":"collection","entry":["# + entries + "]}"
        let issues: [ValidationIssue] = try Validator(options: .withoutAdvice).validate(try ElementTree.read(Array(text.utf8)))
            .issues
        #expect(issues.count == 2000)
        #expect(issues.last?.path == "Bundle.entry[1999].resource.gender")
        #expect(issues.last?.position?.line == 2000)
    }
}
