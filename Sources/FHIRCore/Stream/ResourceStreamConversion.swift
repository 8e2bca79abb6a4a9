/// Single resources, converted as a whole.
extension StreamConversion {
    /// Converts one resource as a whole, into the format, line or bundle that the options name.
    ///
    /// A Bundle as one line, or in a collection, stays one resource; see `convertBundle` for its entries.
    /// - Throws: `StreamError`, and what the sink throws.
    public func convertResource(_ bytes: [UInt8], _ format: ResourceFormat) throws -> ConversionSummary {
        let tree: ElementTree = try read(bytes, format)
        if case .resource(let target) = options.target, !options.verifies { return try write(tree, as: target) }
        var converted = ConvertedResource()
        let conversion = ResourceConversion(options: options)
        tree.withSource { source in
            let view = SourceView(bytes: source)
            switch options.target {
            case .resource(let target): converted = conversion.convert(tree, to: target, options.layout, view)
            case .lines, .bundle:
                if conversion.refuses(tree, view, &converted) { return }
                conversion.tellFindings(tree, view, &converted)
                conversion.line(tree.root, view, &converted)
            }
        }
        if tell(converted) { return ConversionSummary(written: 0, refused: 1) }
        if case .bundle = options.target { return try convertLines(ByteInput(converted.bytes)) }
        try write(converted.bytes)
        return ConversionSummary(written: 1, refused: 0)
    }

    /// Writes a tree piece by piece: what was written is not held.
    private func write(_ tree: ElementTree, as format: ResourceFormat) throws -> ConversionSummary {
        var converted = ConvertedResource()
        let conversion = ResourceConversion(options: options)
        tree.withSource { source in
            let view = SourceView(bytes: source)
            if !conversion.refuses(tree, view, &converted) { conversion.tellFindings(tree, view, &converted) }
        }
        if tell(converted) { return ConversionSummary(written: 0, refused: 1) }
        let losses: [Loss] = try tree.write(as: format, options.layout, into: sink.write)
        converted.reports = []
        tree.withSource { conversion.tellLosses(losses, SourceView(bytes: $0), &converted) }
        _ = tell(converted)
        return ConversionSummary(written: 1, refused: 0)
    }

    /// Hands the reports on; true if the resource was refused.
    private func tell(_ converted: ConvertedResource) -> Bool {
        converted.reports.forEach(sink.report)
        guard let refusal = converted.refusal else { return false }
        sink.report(StreamReport(refusal, excerpt: converted.refusalExcerpt))
        return true
    }

    /// Whether a document's root is a Bundle; what is no resource is none.
    public static func isBundle(_ bytes: [UInt8], _ format: ResourceFormat, schema: Schema = .r4) -> Bool {
        let input = ByteInput(bytes)
        var nothing = StreamBatch()
        do throws(StreamError) {
            let cutter: any BundleCutter =
                switch format {
                case .json: JSONBundleCutter(input, limits: ReadLimits())
                case .xml: XMLBundleCutter(try input.utf8XML(), limits: ReadLimits())
                }
            while cutter.resourceType == nil, try cutter.next(into: &nothing) { nothing = StreamBatch() }
            return cutter.resourceType == "Bundle"
        } catch {
            return false
        }
    }

    private func read(_ bytes: [UInt8], _ format: ResourceFormat) throws(StreamError) -> ElementTree {
        do throws(ReadError) {
            switch format {
            case .json: return try ElementTree.read(json: bytes, schema: options.schema, limits: options.limits)
            case .xml: return try ElementTree.read(xml: bytes, schema: options.schema, limits: options.limits)
            }
        } catch {
            throw .content(error)
        }
    }
}
