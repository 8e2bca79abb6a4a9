/// Length in bytes of the well-formed UTF-8 sequence at `bytes` (Unicode 15, table 3-7), 0 if it is ill-formed.
@inline(__always)
func utf8Length(_ bytes: UnsafePointer<UInt8>, _ available: Int) -> Int {
    let first: UInt8 = bytes[0]
    if first < 0x80 { return 1 }
    if first < 0xC2 || available < 2 { return 0 }
    let second: UInt8 = bytes[1]
    if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
    if available < 3 || bytes[2] & 0xC0 != 0x80 { return 0 }
    if first < 0xF0 {
        let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
        let high: UInt8 = first == 0xED ? 0x9F : 0xBF
        return second >= low && second <= high ? 3 : 0
    }
    if first > 0xF4 || available < 4 || bytes[3] & 0xC0 != 0x80 { return 0 }
    let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
    return second >= low && second <= high ? 4 : 0
}

/// Four hexadecimal digits as a number, -1 if there are not four.
func hexadecimal(_ bytes: UnsafePointer<UInt8>) -> Int {
    var value: Int = 0
    for index in 0..<4 {
        let byte: UInt8 = bytes[index]
        switch byte {
        case 0x30...0x39: value = value << 4 | Int(byte - 0x30)
        case 0x41...0x46: value = value << 4 | Int(byte - 0x37)
        case 0x61...0x66: value = value << 4 | Int(byte - 0x57)
        default: return -1
        }
    }
    return value
}

/// Appends a Unicode scalar as UTF-8.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
        bytes.append(UInt8(scalar))
    case 0x80..<0x800:
        bytes.append(UInt8(0xC0 | scalar >> 6))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
        bytes.append(UInt8(0xE0 | scalar >> 12))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
        bytes.append(UInt8(0xF0 | scalar >> 18))
        bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
}

/// Undoes the escapes of a JSON string that a scanner has checked (RFC 8259, section 7).
func unescapeJSON(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let base = bytes.baseAddress else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index: Int = 0
    while index < bytes.count {
        let byte: UInt8 = base[index]
        if byte != 0x5C {
            result.append(byte)
            index += 1
            continue
        }
        let kind: UInt8 = base[index + 1]
        index += 2
        switch kind {
        case 0x62: result.append(0x08)
        case 0x66: result.append(0x0C)
        case 0x6E: result.append(0x0A)
        case 0x72: result.append(0x0D)
        case 0x74: result.append(0x09)
        case 0x75:
            var scalar: UInt32 = UInt32(hexadecimal(base + index))
            index += 4
            if scalar & 0xFC00 == 0xD800 {
                let low: UInt32 = UInt32(hexadecimal(base + index + 2))
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
                index += 6
            }
            appendUTF8(scalar, to: &result)
        default: result.append(kind)
        }
    }
    return result
}

/// Appends a JSON string with its quotes. Only what RFC 8259 demands is escaped: quote, backslash, control characters.
func appendJSONString(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout ByteBuffer) {
    bytes.append(0x22)
    if let base = text.baseAddress {
        var start: Int = 0
        var index: Int = 0
        while true {
            index = firstJSONEscape(base, from: index, count: text.count)
            bytes.append(base + start, index - start)
            if index == text.count { break }
            appendJSONEscape(base[index], to: &bytes)
            index += 1
            start = index
        }
    }
    bytes.append(0x22)
}

/// Index of the first byte that must be escaped, or `count`; eight bytes at a time.
@inline(__always)
private func firstJSONEscape(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index: Int = start
    while index + 8 <= count {
        let word: UInt64 = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
        let quote: UInt64 = word ^ (ones &* 0x22)
        let slash: UInt64 = word ^ (ones &* 0x5C)
        let found: UInt64 = ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- (ones &* 0x20)) & ~word)
        let special: UInt64 = found & (ones &* 0x80)
        if special != 0 { return index + special.trailingZeroBitCount >> 3 }
        index += 8
    }
    while index < count, base[index] >= 0x20, base[index] != 0x22, base[index] != 0x5C { index += 1 }
    return index
}

private func appendJSONEscape(_ byte: UInt8, to bytes: inout ByteBuffer) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(0x62)
    case 0x0C: bytes.append(0x66)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
        let digits: StaticString = "0123456789abcdef"
        bytes.append("u00")
        bytes.append(digits.utf8Start[Int(byte >> 4)])
        bytes.append(digits.utf8Start[Int(byte & 15)])
    }
}

/// The text is a number of RFC 8259, section 6.
func isJSONNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index: Int = 0
    func digits() -> Bool {
        let start: Int = index
        while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
        return index > start
    }
    if index < text.count, text[index] == 0x2D { index += 1 }
    if index < text.count, text[index] == 0x30 { index += 1 } else if !digits() { return false }
    if index < text.count, text[index] == 0x2E {
        index += 1
        if !digits() { return false }
    }
    if index < text.count, text[index] | 0x20 == 0x65 {
        index += 1
        if index < text.count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
        if !digits() { return false }
    }
    return index == text.count
}
