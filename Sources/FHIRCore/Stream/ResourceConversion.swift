/// What became of a resource or entry.
struct ConvertedResource: Sendable {
    /// What was written; empty if the resource was refused.
    var bytes: [UInt8] = []
    var reports: [StreamReport] = []
    /// Why nothing was written.
    var refusal: ReadError?
    var refusalExcerpt: SourceExcerpt?
}

/// Converts one tree: the strict check, the writer, the reports and the verification.
struct ResourceConversion: Sendable {
    let options: ConversionOptions

    /// Writes a tree as a whole in a format.
    func convert(_ tree: ElementTree, to format: ResourceFormat, _ layout: Layout, _ view: SourceView) -> ConvertedResource {
        var result = ConvertedResource()
        if refuses(tree, view, &result) { return result }
        tellFindings(tree, view, &result)
        let written: Written = tree.written(as: format, layout)
        tellLosses(written.losses, view, &result)
        if options.verifies, let difference = Verification.difference(of: written, format, from: tree) {
            refuse(&result, difference, at: nil, path: nil, view)
            return result
        }
        result.bytes = written.bytes
        return result
    }

    /// Writes the resource at a node as a line of JSON.
    func line(_ element: Element, _ view: SourceView, _ result: inout ConvertedResource) {
        let written: Written = element.json(.compact)
        tellLosses(written.losses, view, &result)
        if options.verifies, element.value == nil {
            let difference: String? = Verification.difference(of: written, .json, from: element.tree, root: element.index.raw)
            if let difference { return refuse(&result, difference, at: element.offset, path: element.path, view) }
        }
        result.bytes += written.bytes
    }

    /// Whether a strict conversion refuses the tree.
    func refuses(_ tree: ElementTree, _ view: SourceView, _ result: inout ConvertedResource) -> Bool {
        guard options.isStrict, let fault = tree.strictFault() else { return false }
        refuse(&result, fault.message + " (--strict)", at: fault.offset, path: fault.path, view)
        return true
    }

    private func refuse(_ result: inout ConvertedResource, _ message: String, at offset: Int?, path: String?, _ view: SourceView)
    {
        result.bytes = []
        result.refusal = ReadError(.syntax, message, position: offset.map(view.position), path: view.path(path))
        result.refusalExcerpt = offset.map { view.excerpt($0) }
    }

    func tellFindings(_ tree: ElementTree, _ view: SourceView, _ result: inout ConvertedResource) {
        // Without a namespace at the root the others repeat it.
        let isRootWrong: Bool = tree.findings.contains { $0.code == .wrongNamespace && $0.offset == tree.root.offset }
        for finding in tree.findings where view.holds(finding.offset) {
            if isRootWrong && finding.code == .wrongNamespace && finding.offset != tree.root.offset { continue }
            let path: String = Element(tree: tree, node: finding.node.raw).path
            result.reports.append(
                view.report(finding.isLoss ? .loss : .warning, finding.message, at: finding.offset, path: path))
        }
        if let comments = tree.comments() {
            let message: String = "fhir_comments (of DSTU2) is no element of R4; \(comments.count) in all"
            let path: String = Element(tree: tree, node: comments.first).path
            result.reports.append(
                view.report(.warning, message, at: Int(tree.nodes[Int(comments.first)].position), path: path))
        }
    }

    func tellLosses(_ losses: [Loss], _ view: SourceView, _ result: inout ConvertedResource) {
        for loss in losses {
            result.reports.append(view.report(.loss, loss.message, at: loss.position?.offset, path: loss.path))
        }
    }
}
