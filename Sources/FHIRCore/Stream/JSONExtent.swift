/// Finds where a JSON value ends, by brackets and quotes only: a reader checks the text afterwards.
struct JSONExtent {
    private var offset: Int
    private var depth: Int = 0
    /// A bit for each of the 64 outermost open brackets, set for braces.
    private var braces: UInt64 = 0
    private var isInString: Bool = false
    private let maximumDepth: Int

    init(from offset: Int, maximumDepth: Int) {
        self.offset = offset
        // The readers count arrays of known elements not, this does; they have the last word.
        self.maximumDepth = maximumDepth > 1 << 20 ? Int.max : maximumDepth * 2 + 8
    }

    /// What is known so far.
    enum State {
        /// Just behind the value.
        case end(Int)
        /// More bytes are needed.
        case open
        /// A bracket that nests too deeply stands there.
        case tooDeep(Int)
        /// A bracket that closes one of the other kind stands there.
        case mismatch(Int)
    }

    /// Goes on through what is there. The bytes are followed by at least eight zero bytes.
    mutating func scan(_ base: UnsafePointer<UInt8>, _ count: Int) -> State {
        while offset < count {
            if isInString {
                passString(base, count)
                if isInString { return .open }
                if depth == 0 { return .end(offset) }
                continue
            }
            switch base[offset] {
            case 0x22: isInString = true
            case 0x7B, 0x5B:
                if depth == maximumDepth { return .tooDeep(offset) }
                if depth < 64 {
                    let bit: UInt64 = 1 << UInt64(depth)
                    braces = base[offset] == 0x7B ? braces | bit : braces & ~bit
                }
                depth += 1
            case 0x7D, 0x5D:
                // A closing bracket behind a bare value is not part of it.
                if depth == 0 { return .end(offset) }
                // Behind more than 64 open brackets the reader has to see it.
                depth -= 1
                if depth < 64, (braces >> UInt64(depth) & 1 == 1) != (base[offset] == 0x7D) { return .mismatch(offset) }
                if depth == 0 { return .end(offset + 1) }
            case 0x2C, 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return .end(offset) }
            default: break
            }
            offset += 1
        }
        return .open
    }

    /// Inside a string: goes behind its closing quote if that is there.
    @inline(__always)
    private mutating func passString(_ base: UnsafePointer<UInt8>, _ count: Int) {
        while offset < count {
            let word: UInt64 = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
            let special: UInt64 = JSONScanner.special(word)
            if special == 0 {
                offset += 8
                continue
            }
            offset += special.trailingZeroBitCount >> 3
            if offset >= count { break }
            if base[offset] == 0x22 {
                offset += 1
                isInString = false
                return
            }
            if base[offset] == 0x5C {
                // The escaped character may not have come yet.
                if offset + 1 >= count { return }
                offset += 2
            } else {
                offset += 1
            }
        }
        offset = min(offset, count)
    }
}
