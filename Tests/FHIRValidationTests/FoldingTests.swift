import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Folding of what only repeats a fault")
struct FoldingTests {
    /// A finding at a node, and the resource whose faults it repeats.
    private func outcome(_ places: [(node: Int, cause: Int?)]) throws -> ValidationOutcome {
        // Nodes: 0 Bundle, 1 type, 2 entry, 3 resource (Patient), 4 gender, 5 entry, 6 resource (Patient), 7 gender.
        let text: String =
            #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","gender":"male"}},{"resource":{"resourceType":"Patient","gender":"male"}}]}"#
        let tree: ElementTree = try ElementTree.read(Array(text.utf8))
        var nodes: [NodeIndex] = []
        func visit(_ node: NodeIndex) {
            nodes.append(node)
            var child: NodeIndex = tree.firstChild(of: node)
            while child != .none {
                visit(child)
                child = tree.nextSibling(of: child)
            }
        }
        visit(tree.rootIndex)
        let diagnostics: [Diagnostic] = places.enumerated().map { number, place in
            Diagnostic(
                severity: .error, code: .structure, messageID: MessageID("Test_Finding"), message: "\(number)",
                node: nodes[place.node],
                offset: number, profile: nil, rule: nil, cause: place.cause.map { nodes[$0] })
        }
        return ValidationOutcome(tree: tree, diagnostics: diagnostics)
    }

    @Test(
        "repetitions are counted at the first fault of their cause",
        arguments: [
            // One fault in the first patient, two references to it.
            ([(4, nil), (7, 3), (5, 3)], [2, 0, 0], [1, 2]),
            // The fault comes after the references.
            ([(1, 3), (1, 3), (4, nil), (4, nil)], [0, 0, 2, 0], [0, 1]),
            // The cause has no fault of its own: the first reference stands for the others.
            ([(1, 3), (1, 3), (1, 3)], [2, 0, 0], [1, 2]),
            // The second patient's only fault is that it refers to the first one.
            ([(4, nil), (7, 3), (1, 6)], [2, 0, 0], [1, 2]),
            // Two that refer to each other and have no other fault.
            ([(4, 6), (7, 3)], [1, 0], [1]),
            ([(4, nil), (7, nil)], [0, 0], []),
        ] as [([(Int, Int?)], [Int], [Int])])
    func fold(places: [(Int, Int?)], counts: [Int], repetitions: [Int]) throws {
        let issues: [ValidationIssue] = try outcome(places.map { (node: $0.0, cause: $0.1) }).report().issues
        #expect(issues.map(\.repetitions) == counts)
        #expect(issues.indices.filter { issues[$0].isRepetition } == repetitions)
    }

    @Test("text folds, --no-fold does not, and the summary tells the number")
    func text() throws {
        var options = ReportOptions()
        let outcome: ValidationOutcome = try outcome([(4, nil), (7, 3), (5, 3)])
        var output: [UInt8] = []
        var writer = TextReportWriter(options)
        writer.add(outcome.report(options), &output)
        let folded = String(decoding: output, as: UTF8.self)
        #expect(folded.contains("2 references repeat this"))
        #expect(folded.contains("1 error (and 2 that only repeat them)"), "\(folded)")
        options.folds = false
        output = []
        writer = TextReportWriter(options)
        writer.add(outcome.report(options), &output)
        #expect(String(decoding: output, as: UTF8.self).contains("3 errors"))
        #expect(outcome.operationOutcome.children(named: "issue").count == 3)
    }

    /// A report of findings with these severities and messages.
    private func report(_ findings: [(Severity, String)]) throws -> InputReport {
        // Findings of one element that say the same are one: each has its own here.
        let names: String = Array(repeating: "{}", count: findings.count).joined(separator: ",")
        let tree: ElementTree = try ElementTree.read(Array(#"{"resourceType":"Patient","name":[\#(names)]}"#.utf8))
        let nodes: [NodeIndex] = tree.root.children(named: "name").map(\.index)
        let diagnostics: [Diagnostic] = findings.enumerated().map { number, finding in
            Diagnostic(
                severity: finding.0, code: .structure, messageID: MessageID("Test_Finding"), message: finding.1,
                node: nodes[number], offset: number, profile: nil, rule: nil, cause: nil)
        }
        return ValidationOutcome(tree: tree, diagnostics: diagnostics).report()
    }

    @Test("notes that say the same are shown once with their number; warnings and errors each for itself")
    func alike() throws {
        let report: InputReport = try report([
            (.information, "a"), (.error, "a"), (.information, "b"), (.information, "a"), (.warning, "c"), (.warning, "c"),
            (.information, "a"),
        ])
        var options = ReportOptions()
        let shown: ShownIssues = InputReport.shown(report.issues, options)
        #expect(shown.indexes == [0, 1, 2, 4, 5])
        #expect(shown.alike == [0: 2])
        let text: String = TextReportWriter.issues(report, options)
        #expect(text.contains("  2 more like this in the same input (--no-fold shows all)\n"), "\(text)")
        options.most = 4
        #expect(InputReport.shown(report.issues, options).leftOut == 1, "what is folded is not left out")
        options.folds = false
        #expect(InputReport.shown(report.issues, options).indexes == [0, 1, 4, 5])
        #expect(InputReport.shown(report.issues, options).alike.isEmpty)
    }

    @Test("where findings are accepted, nothing is folded into one that is gone")
    func accepted() throws {
        var report: InputReport = try outcome([(4, nil), (7, 3), (5, 3)]).report()
        Advisor.suppressing(report.issues[0].messageID, at: report.issues[0].path, in: &report)
        report.unfold()
        #expect(InputReport.shown(report.issues, ReportOptions()).indexes == [0, 1])
    }
}

extension Advisor {
    /// Takes the findings with an id at a path out.
    fileprivate static func suppressing(_ id: MessageID, at path: String, in report: inout InputReport) {
        let advisor: Advisor? = try? Advisor(reading: Array("- \(id)@\(path)".utf8))
        advisor?.apply(to: &report)
    }
}
