/// The primitive types of FHIR R4 and the form of their values (FHIR R4, 2.24.0.1 Primitive Types).
public enum PrimitiveFormat: String, CaseIterable, Sendable {
    case boolean, integer, string, decimal, uri, url, canonical, base64Binary, instant, date, dateTime, time
    case code, oid, id, markdown, unsignedInt, positiveInt, uuid, xhtml

    /// What is wrong with a value, or nil: its bytes in UTF-8, escapes of JSON or XML undone.
    public func fault(in text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        if text.isEmpty { return .empty }
        switch self {
        case .boolean: return text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8) ? nil : .noBoolean
        case .integer: return NumberFormat.integer(text)
        case .unsignedInt: return NumberFormat.unsignedInt(text)
        case .positiveInt: return NumberFormat.positiveInt(text)
        case .decimal: return NumberFormat.decimal(text)
        case .string, .markdown: return TextFormat.string(text)
        case .code: return TextFormat.code(text)
        case .id: return TextFormat.id(text)
        case .base64Binary: return TextFormat.base64(text)
        case .uri, .url, .canonical: return AddressFormat.uri(text)
        case .oid: return AddressFormat.oid(text)
        case .uuid: return AddressFormat.uuid(text)
        case .date: return DateFormat.date(text)
        case .dateTime: return DateFormat.dateTime(text)
        case .instant: return DateFormat.instant(text)
        case .time: return DateFormat.time(text)
        case .xhtml: return nil
        }
    }

    /// What is wrong with a value, or nil.
    public func fault(in text: String) -> FormatFault? {
        var text: String = text
        return text.withUTF8 { fault(in: $0) }
    }
}

/// What is wrong with the text of a primitive value.
public enum FormatFault: UInt8, CaseIterable, Sendable {
    case empty
    case noBoolean
    case noInteger, integerRange, negative, belowOne
    case noDecimal
    case onlyWhiteSpace, controlCharacter, tooLong
    case codeWhiteSpace
    case idCharacters, idLength
    case base64Characters, base64Length
    case uriWhiteSpace
    /// `oid:` or `uuid:`, which are no schemes: `urn:` stands before them.
    case oidScheme, uuidScheme
    case oidPrefix, oidForm
    case uuidPrefix, uuidForm
    case noDate, noDateTime, noInstant, noTime
    case noSuchMonth, noSuchDay, yearZero
    case noSuchTime, missingZone, noSuchZone

    /// What is wrong and what would be right, in words that go after a colon.
    public var reason: String {
        switch self {
        case .empty: "a value must not be empty; leave the element out instead"
        case .noBoolean: "a boolean is true or false"
        case .noInteger: "no integer: digits, perhaps with a minus sign, no leading zeros, no fraction"
        case .integerRange: "out of range: 32 bits, -2147483648 to 2147483647"
        case .negative: "below 0, where 0 is the least value"
        case .belowOne: "below 1, where 1 is the least value"
        case .noDecimal: "no decimal: digits with perhaps a minus sign, a fraction after a point, an exponent"
        case .onlyWhiteSpace: "nothing but white space"
        case .controlCharacter: "a control character; only tab, line feed and carriage return may stand in text"
        case .tooLong: "longer than 1,048,576 bytes, the most a string may have"
        case .codeWhiteSpace: "a code has no white space at its ends and no more than single spaces within"
        case .idCharacters: "an id consists of letters A-Z a-z, digits, '-' and '.'"
        case .idLength: "an id has at most 64 characters"
        case .base64Characters: "no base64: a character that the alphabet does not have"
        case .base64Length: "no base64: the number of characters is no multiple of 4"
        case .uriWhiteSpace: "an address holds no white space"
        case .oidScheme: "an OID as an address begins with urn:oid:"
        case .uuidScheme: "a UUID as an address begins with urn:uuid:"
        case .oidPrefix: "an oid begins with urn:oid:"
        case .oidForm: "after urn:oid: come numbers without leading zeros, parted by dots, the first 0, 1 or 2"
        case .uuidPrefix: "a uuid begins with urn:uuid:"
        case .uuidForm: "after urn:uuid: come 8-4-4-4-12 hexadecimal digits in lower case"
        case .noDate: "no date: YYYY, YYYY-MM or YYYY-MM-DD"
        case .noDateTime: "no date and time: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz"
        case .noInstant: "no instant: YYYY-MM-DDThh:mm:ss+zz:zz, to the second at least"
        case .noTime: "no time: hh:mm:ss"
        case .noSuchMonth: "there is no such month"
        case .noSuchDay: "the month has no such day"
        case .yearZero: "there is no year 0"
        case .noSuchTime: "there is no such time of day"
        case .missingZone: "a time of day needs its zone: Z or +hh:mm or -hh:mm"
        case .noSuchZone: "there is no such time zone: Z, or up to 14:00 hours"
        }
    }
}
