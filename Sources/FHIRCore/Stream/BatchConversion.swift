/// What became of a batch.
struct ConvertedBatch: Sendable {
    /// Written resources that stand in one list, with separators between them.
    struct Part: Sendable {
        let list: Int
        var bytes: [UInt8]
    }

    var parts: [Part] = []
    var reports: [StreamReport] = []
    var tally = EntryTally()
    /// The text of lines that were refused.
    var rejects: [[UInt8]] = []
    /// Number of resources written, and refused.
    var written: Int = 0
    var refused: Int = 0
    /// The first refusal.
    var refusal: ReadError?

    mutating func append(_ bytes: ArraySlice<UInt8>, list: Int, separator: [UInt8]) {
        written += 1
        if let last = parts.last, last.list == list {
            parts[parts.count - 1].bytes += separator
            parts[parts.count - 1].bytes += bytes
        } else {
            parts.append(Part(list: list, bytes: Array(bytes)))
        }
    }

    mutating func refuse(_ error: ReadError, _ excerpt: SourceExcerpt?) {
        refused += 1
        if refusal == nil { refusal = error }
        reports.append(StreamReport(error, excerpt: excerpt))
    }
}

/// Converts the entries of a bundle, batch by batch, in any thread.
struct EntryConversion: Sendable {
    let resource: ResourceConversion
    let format: ResourceFormat
    /// What a reader needs around an entry to see it as a bundle.
    let before: [UInt8]
    let after: [UInt8]
    /// How entries are laid out; nil for lines.
    let frame: BundleFrame?

    /// The same for one thread of several.
    var forThread: EntryConversion {
        EntryConversion(
            resource: ResourceConversion(options: resource.options.forThread), format: format, before: before, after: after,
            frame: frame)
    }

    func convert(_ batch: StreamBatch) -> ConvertedBatch {
        var result = ConvertedBatch()
        for item in batch.items {
            let document: [UInt8] = before + batch.bytes[item.range] + after
            document.withUnsafeBytes { bytes in
                let view = SourceView(
                    bytes: bytes, prefix: before.count, suffix: after.count, start: item.position,
                    path: ("Bundle.entry[0]", "Bundle.entry[\(item.index)]"))
                convert(document, item, view, &result)
            }
        }
        return result
    }

    private func convert(_ document: [UInt8], _ item: StreamBatch.Item, _ view: SourceView, _ result: inout ConvertedBatch) {
        let tree: ElementTree
        let limits: ReadLimits = resource.options.limits
        do throws(ReadError) {
            tree =
                switch format {
                case .json: try ElementTree.read(json: document, schema: resource.options.schema, limits: limits)
                case .xml: try ElementTree.read(xml: document, schema: resource.options.schema, limits: limits)
                }
        } catch {
            result.refuse(view.error(error), error.position.map { view.excerpt($0.offset) })
            return
        }
        var converted: ConvertedResource
        if let frame {
            converted = resource.convert(tree, to: frame.format, frame.layout, view)
            if converted.refusal == nil, let entry = frame.entry(of: converted.bytes) {
                result.append(entry, list: item.list, separator: frame.separator)
            }
        } else {
            converted = lines(tree, item, view, &result)
            if converted.refusal == nil { result.append(converted.bytes[...], list: 0, separator: []) }
        }
        if let refusal = converted.refusal { result.refuse(refusal, converted.refusalExcerpt) }
        result.reports += converted.reports
    }

    /// The entry's resources as lines; what else it carries goes into the tally.
    private func lines(
        _ tree: ElementTree, _ item: StreamBatch.Item, _ view: SourceView, _ result: inout ConvertedBatch
    ) -> ConvertedResource {
        var converted = ConvertedResource()
        if resource.refuses(tree, view, &converted) { return converted }
        resource.tellFindings(tree, view, &converted)
        let path: String = "Bundle.entry[\(item.index)]"
        var resources: Int = 0
        for entry in tree.root.children {
            if entry.kind != .none { result.tally.note("an entry that is no object", path: path, position: item.position) }
            for child in entry.children {
                if child.field != .none && child.name == "resource" && child.kind != .null {
                    resources += 1
                    tellUnknown(child, view, &converted)
                    resource.line(child, view, &converted)
                } else {
                    result.tally.note(
                        "entry.\(child.name)", path: view.path(child.path) ?? path, position: view.position(child.offset))
                }
            }
        }
        if resources == 0 { result.tally.note("an entry without a resource", path: path, position: item.position) }
        return converted
    }

    private func tellUnknown(_ child: Element, _ view: SourceView, _ converted: inout ConvertedResource) {
        if child.kind != .rawJSON { return }
        let message: String = "a resource of an unknown type; its line is what stands here"
        converted.reports.append(view.report(.loss, message, at: child.offset, path: child.path))
    }
}

/// Converts lines of NDJSON, batch by batch, in any thread.
struct LineConversion: Sendable {
    let resource: ResourceConversion
    /// How the entries of the bundle are laid out that is made; nil for lines.
    let frame: BundleFrame?

    /// The same for one thread of several.
    var forThread: LineConversion {
        LineConversion(resource: ResourceConversion(options: resource.options.forThread), frame: frame)
    }

    private static let before: [UInt8] = Array(#"{"resourceType":"Bundle","entry":[{"resource":"#.utf8)
    private static let after: [UInt8] = Array("}]}".utf8)

    func convert(_ batch: StreamBatch) -> ConvertedBatch {
        var result = ConvertedBatch()
        batch.bytes.withUnsafeBytes { bytes in
            for item in batch.items {
                let line = UnsafeRawBufferPointer(rebasing: bytes[item.range])
                convert(line, item, &result)
            }
        }
        return result
    }

    private func convert(_ line: UnsafeRawBufferPointer, _ item: StreamBatch.Item, _ result: inout ConvertedBatch) {
        if item.range.isEmpty {
            let message: String = "the line is larger than \(resource.options.limits.size) bytes; it is not among the rejects"
            return result.refuse(ReadError(.limit, message, position: item.position, limit: .size), nil)
        }
        let view = SourceView(bytes: line, start: item.position)
        let tree: ElementTree
        do throws(ReadError) {
            tree = try ElementTree.read(json: line, schema: resource.options.schema, limits: resource.options.limits)
        } catch {
            result.rejects.append(Array(line))
            result.refuse(view.error(error), error.position.map { view.excerpt($0.offset) })
            return
        }
        var converted: ConvertedResource = frame == nil ? ConvertedResource() : entry(line, item)
        if frame == nil, !resource.refuses(tree, view, &converted) {
            resource.tellFindings(tree, view, &converted)
            resource.line(tree.root, view, &converted)
        }
        result.reports += converted.reports
        if let refusal = converted.refusal {
            result.rejects.append(Array(line))
            return result.refuse(refusal, converted.refusalExcerpt)
        }
        if let frame {
            if let entry = frame.entry(of: converted.bytes) { result.append(entry, list: 0, separator: frame.separator) }
        } else {
            result.append(converted.bytes[...], list: 0, separator: [])
        }
    }

    /// The line, which is known to be a resource, as an entry of a bundle.
    private func entry(_ line: UnsafeRawBufferPointer, _ item: StreamBatch.Item) -> ConvertedResource {
        let document: [UInt8] = LineConversion.before + line + LineConversion.after
        return document.withUnsafeBytes { bytes in
            let view = SourceView(
                bytes: bytes, prefix: LineConversion.before.count, suffix: LineConversion.after.count, start: item.position,
                path: ("Bundle.entry[0].", ""))
            var limits: ReadLimits = resource.options.limits
            limits.depth += 2
            guard let frame else { return ConvertedResource() }
            do throws(ReadError) {
                let tree: ElementTree = try ElementTree.read(json: bytes, schema: resource.options.schema, limits: limits)
                return resource.convert(tree, to: frame.format, frame.layout, view)
            } catch {
                return ConvertedResource(refusal: view.error(error))
            }
        }
    }
}
