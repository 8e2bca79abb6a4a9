#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Refuses tags with very many attributes before libxml2 sees them: it compares each with every other.
enum XMLAttributeLimit {
    /// Throws if a tag has more than `most` attributes and namespace declarations.
    ///
    /// Such a tag is long, and no `<` stands in it, so most of the source is skipped: only runs without `<` are looked into.
    static func check(_ source: UnsafeRawBufferPointer, most: Int) throws(ReadError) {
        // The shortest attribute: a space, a letter, the equals sign and two quotes.
        let (stride, isOver): (Int, Bool) = most.multipliedReportingOverflow(by: 5)
        guard let base = source.baseAddress, !isOver else { return }
        var start: Int = 0
        while start + stride < source.count {
            // The last `<` of the stretch: no long tag begins before it and ends behind the stretch.
            var last: Int = start + stride
            while last > start && source[last] != 0x3C { last -= 1 }
            if last > start {
                start = last
            } else {
                try checkTag(source, start, most)
                guard let next = memchr(base + start + stride, 0x3C, source.count - start - stride) else { return }
                start = UnsafeRawPointer(next) - base
            }
        }
    }

    /// A run that starts with a tag, as a rule with a `<`.
    private static func checkTag(_ source: UnsafeRawBufferPointer, _ start: Int, _ most: Int) throws(ReadError) {
        guard source[start] == 0x3C, start + 1 < source.count, source[start + 1] != 0x21, source[start + 1] != 0x3F else {
            return
        }
        var quote: UInt8 = 0
        var count: Int = 0
        for index in (start + 1)..<source.count {
            let byte: UInt8 = source[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
                if byte == 0x3C { return }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
                count += 1
                if count > most {
                    let place = SourcePosition(offset: start, in: source)
                    throw ReadError(.limit, "an element has more than \(most) attributes", position: place, limit: .attributes)
                }
            } else if byte == 0x3E || byte == 0x3C {
                return
            }
        }
    }
}
