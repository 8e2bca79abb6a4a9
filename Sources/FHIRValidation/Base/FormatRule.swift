import FHIRCore

/// The text of primitive values (FHIR R4, 2.24.0.1).
enum FormatRule {
    static func validate(
        _ node: NodeIndex, _ format: PrimitiveFormat, isResourceID: Bool, _ row: Int, _ context: inout ValidationContext
    ) {
        let form: PrimitiveFormat = isResourceID ? .id : format
        if let fault = context.tree.withValue(of: node, form.fault) {
            report(node, form, fault, isResourceID: isResourceID, &context)
            if fault == .empty { EmptyRule.reportInvariant(node, &context) }
            if fault == .empty, isResourceID { reportNoCharacters(node, &context) }
        }
        if form == .canonical, !context.tree.withValue(of: node, isAbsoluteOrFragment) {
            let message: String = "a canonical address is absolute (http://…, urn:…) or begins with #"
            context.report(Finding(.error, .invalid, .canonicalAbsolute, message), at: node)
        }
        if form == .uri, context.definitions.isOwnAddress(context.tree.field(of: node)) {
            OwnAddressRule.validate(node, &context)
        }
        if form == .canonical || form == .uri || form == .url { mention(node, isCanonical: form == .canonical, &context) }
        if context.definitions.options.looksIntoValues { ValueContentRule.validate(node, form, &context) }
        if isResourceID { ResourceIDRule.validate(node, &context) }
        if let most = context.schema.maximumLength(ofElement: row) {
            let length: Int = context.tree.withValue(of: node) { $0.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
            if length > most {
                let message: String = "\(length) characters; at most \(most) are allowed"
                context.report(
                    Finding(.error, .invalid, MessageID("Type_Specific_Checks_DT_Primitive_Length"), message), at: node)
            }
        }
    }

    /// The id of a resource that is empty consists of no characters that it may have.
    static func reportNoCharacters(_ node: NodeIndex, _ context: inout ValidationContext) {
        report(node, .id, .idCharacters, isResourceID: true, &context)
    }

    /// An address within the resource, which may be one of a contained resource.
    private static func mention(_ node: NodeIndex, isCanonical: Bool, _ context: inout ValidationContext) {
        guard !context.scopes.isEmpty, context.tree.withValue(of: node, { $0.first == 0x23 }),
            let text = context.tree.valueText(of: node)
        else { return }
        let target = String(text.dropFirst())
        context.scopes[context.scopes.count - 1].mentions.insert(target)
        if isCanonical { context.scopes[context.scopes.count - 1].canonicals.append((target, node)) }
    }

    private static func report(
        _ node: NodeIndex, _ format: PrimitiveFormat, _ fault: FormatFault, isResourceID: Bool, _ context: inout ValidationContext
    ) {
        let value: String = String((context.tree.valueText(of: node) ?? "").prefix(60))
        let isAdvice: Bool = fault == .onlyWhiteSpace || fault == .controlCharacter
        let message: String = "\"\(value)\" is not a valid \(format.rawValue): \(fault.reason)"
        let id: MessageID = messageID(fault, format, isResourceID: isResourceID)
        context.report(Finding(isAdvice ? .warning : .error, .invalid, id, message), at: node)
    }

    private static func messageID(_ fault: FormatFault, _ format: PrimitiveFormat, isResourceID: Bool) -> MessageID {
        let name: String =
            switch fault {
            case .empty: "Type_Specific_Checks_DT_Primitive_NotEmpty"
            case .noBoolean: "Type_Specific_Checks_DT_Boolean_Value"
            case .noInteger, .integerRange: "Type_Specific_Checks_DT_Integer_Valid"
            case .negative: "Type_Specific_Checks_DT_Integer_LT0"
            case .belowOne: "Type_Specific_Checks_DT_Integer_LT1"
            case .noDecimal: "Type_Specific_Checks_DT_Decimal_Valid"
            case .onlyWhiteSpace: "Type_Specific_Checks_DT_String_WS_ALL"
            case .controlCharacter: "Type_Specific_Checks_DT_Primitive_Regex_Type"
            case .tooLong: "Type_Specific_Checks_DT_String_Length"
            case .codeWhiteSpace: "Type_Specific_Checks_DT_Code_WS"
            case .idCharacters: isResourceID ? "Resource_RES_ID_Malformed_Chars" : "Type_Specific_Checks_DT_ID_Valid"
            case .idLength: isResourceID ? "Resource_RES_ID_Malformed_Length" : "Type_Specific_Checks_DT_ID_Valid"
            case .base64Characters, .base64Length: "Type_Specific_Checks_DT_Base64_Valid"
            case .uriWhiteSpace: "Type_Specific_Checks_DT_URI_WS"
            case .oidScheme: "Type_Specific_Checks_DT_URI_OID"
            case .uuidScheme: "Type_Specific_Checks_DT_URI_UUID"
            case .oidPrefix: "Type_Specific_Checks_DT_OID_Start"
            case .oidForm: "Type_Specific_Checks_DT_OID_Valid"
            case .uuidPrefix: "Type_Specific_Checks_DT_UUID_Strat"
            case .uuidForm: "Type_Specific_Checks_DT_UUID_Valid"
            case .missingZone where format == .dateTime: "Type_Specific_Checks_DT_DateTime_TZ"
            default: dateMessage(format)
            }
        return MessageID(name)
    }

    private static func dateMessage(_ format: PrimitiveFormat) -> String {
        switch format {
        case .date: "Type_Specific_Checks_DT_Date_Valid"
        case .time: "Type_Specific_Checks_DT_Time_Valid"
        case .instant: "Type_Specific_Checks_DT_DateTime_Regex"
        default: "Type_Specific_Checks_DT_DateTime_Valid"
        }
    }

    /// A scheme and a colon (RFC 3986, 3.1), or a fragment.
    private static func isAbsoluteOrFragment(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.isEmpty || text[0] == 0x23 { return true }
        var index: Int = 0
        while index < text.count {
            let byte: UInt8 = text[index]
            if byte == 0x3A { return index > 0 }
            let isLetter: Bool = (byte | 0x20) &- 0x61 < 26
            let isOther: Bool = byte &- 0x30 < 10 || byte == 0x2B || byte == 0x2D || byte == 0x2E
            if !isLetter && !(isOther && index > 0) { return false }
            index += 1
        }
        return false
    }
}
