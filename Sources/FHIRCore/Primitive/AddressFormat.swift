/// Addresses: uri, url, canonical, oid, uuid.
enum AddressFormat {
    /// No white space. More the standard does not ask of every uri; a urn:oid: or urn:uuid: must be one.
    static func uri(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        for index in 0..<text.count where TextFormat.whiteSpace(text, index) > 0 { return .uriWhiteSpace }
        if starts(text, "oid:") { return .oidScheme }
        if starts(text, "uuid:") { return .uuidScheme }
        // A place within (`#`) or a version (`|`) may follow.
        let name = UnsafeBufferPointer(rebasing: text[..<(text.firstIndex { $0 == 0x23 || $0 == 0x7C } ?? text.count)])
        if starts(text, "urn:oid:") { return oid(name) }
        if starts(text, "urn:uuid:") { return uuidDigits(name, lowerCaseOnly: false) }
        return nil
    }

    static func oid(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        if !starts(text, "urn:oid:") { return .oidPrefix }
        var index: Int = 8
        guard index < text.count, text[index] >= 0x30, text[index] <= 0x32 else { return .oidForm }
        index += 1
        if index == text.count { return .oidForm }
        while index < text.count {
            if text[index] != 0x2E { return .oidForm }
            index += 1
            let start: Int = index
            while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
            if index == start || (text[start] == 0x30 && index > start + 1) { return .oidForm }
        }
        return nil
    }

    static func uuid(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        starts(text, "urn:uuid:") ? uuidDigits(text, lowerCaseOnly: true) : .uuidPrefix
    }

    private static func uuidDigits(_ text: UnsafeBufferPointer<UInt8>, lowerCaseOnly: Bool) -> FormatFault? {
        if text.count != 45 { return .uuidForm }
        for offset in 0..<36 {
            let byte: UInt8 = text[9 + offset]
            let isDash: Bool = offset == 8 || offset == 13 || offset == 18 || offset == 23
            let letter: UInt8 = lowerCaseOnly ? byte : byte | 0x20
            let isDigit: Bool = byte &- 0x30 < 10 || (letter >= 0x61 && letter <= 0x66)
            if isDash ? byte != 0x2D : !isDigit { return .uuidForm }
        }
        return nil
    }

    private static func starts(_ text: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
        if text.count < prefix.utf8CodeUnitCount { return false }
        for index in 0..<prefix.utf8CodeUnitCount where text[index] != prefix.utf8Start[index] { return false }
        return true
    }
}
