import FHIRCore

/// What a value holds beyond its form, where the options of the run ask for it: HTML in text, addresses that are examples.
enum ValueContentRule {
    static func validate(_ node: NodeIndex, _ format: PrimitiveFormat, _ context: inout ValidationContext) {
        let options: ValidationOptions = context.definitions.options
        if options.checksSecurity, format != .xhtml, context.tree.withValue(of: node, hasTag) {
            let message: String =
                "the text has what looks like HTML tags, which may do harm where it is shown; write < as a character of the text"
            context.report(Finding(.error, .invalid, MessageID("SECURITY_STRING_CONTENT_ERROR"), message), at: node)
        }
        switch format {
        case .markdown:
            if options.refusesHTMLInMarkdown, context.tree.withValue(of: node, hasTag) {
                let message: String = "the markdown has what looks like HTML tags; use markdown's own signs"
                context.report(Finding(.error, .invalid, MessageID("TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML"), message), at: node)
            }
        case .uri, .url, .canonical:
            guard !options.acceptsExampleURLs, let address = context.tree.valueText(of: node),
                AddressHost(address)?.isExample == true
            else { return }
            let message: String = "\(address) is an example's address, which is not accepted here"
            context.report(Finding(.error, .businessRule, MessageID("TYPE_SPECIFIC_CHECKS_DT_URL_EXAMPLE"), message), at: node)
        default: return
        }
    }

    /// A `<` with the name of an element and a `>` behind it.
    private static func hasTag(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index: Int = 0
        while let open = text[index...].firstIndex(of: 0x3C) {
            var next: Int = open + 1
            if next < text.count, text[next] == 0x2F { next += 1 }
            if next < text.count, (text[next] | 0x20) &- 0x61 < 26, isTag(text, from: next) { return true }
            index = open + 1
        }
        return false
    }

    /// A name, then the end or white space with attributes before it.
    private static func isTag(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index: Int = start
        while index < text.count, isNameByte(text[index]) { index += 1 }
        guard index < text.count else { return false }
        if text[index] == 0x3E { return true }
        if text[index] == 0x2F { return index + 1 < text.count && text[index + 1] == 0x3E }
        if text[index] > 0x20 { return false }
        let rest = text[index...].prefix { $0 != 0x3E && $0 != 0x3C }
        return rest.endIndex < text.count && text[rest.endIndex] == 0x3E
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x3A || byte == 0x5F
    }
}
