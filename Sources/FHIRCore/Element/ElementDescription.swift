extension Element: CustomStringConvertible {
    /// The element as FHIR JSON in one line, for people: in a debugger, a log or a failed test.
    public var description: String {
        var bytes: [UInt8] = json(.compact).bytes
        if bytes.last == 0x0A { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
