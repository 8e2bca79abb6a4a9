/// Numbers by their text.
enum NumberFormat {
    /// An integer of 32 bits.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var negative: Bool = false
        guard let magnitude = magnitude(text, &negative) else { return .noInteger }
        if negative && magnitude == 0 { return .noInteger }
        return magnitude > (negative ? 2_147_483_648 : 2_147_483_647) ? .integerRange : nil
    }

    static func unsignedInt(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        if let fault = integer(text) { return fault }
        return text[0] == 0x2D ? .negative : nil
    }

    static func positiveInt(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        if let fault = integer(text) { return fault }
        return text[0] == 0x2D || text[0] == 0x30 ? .belowOne : nil
    }

    /// The digits behind a sign, held at a number above all ranges; nil if the text is no integer.
    private static func magnitude(_ text: UnsafeBufferPointer<UInt8>, _ negative: inout Bool) -> Int? {
        var index: Int = 0
        if text[0] == 0x2D || text[0] == 0x2B {
            negative = text[0] == 0x2D
            index = 1
        }
        if index == text.count { return nil }
        if text[index] == 0x30 && text.count > 1 { return negative && text.count == 2 ? 0 : nil }
        var value: Int = 0
        while index < text.count {
            let digit: UInt8 = text[index] &- 0x30
            if digit > 9 { return nil }
            value = min(value * 10 + Int(digit), 1 << 40)
            index += 1
        }
        return value
    }

    /// A decimal: as JSON writes numbers.
    static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? { isJSONNumber(text) ? nil : .noDecimal }
}
