import CDefinitions

/// The strings of the table, each once; a string's number is its place in the order of first use.
struct TextPool {
    private(set) var bytes: [UInt8] = []
    private(set) var offsets: [UInt32] = [0]
    private var rows: [String: UInt32] = [:]

    mutating func row(_ text: String) -> UInt32 {
        if let row = rows[text] { return row }
        let row = UInt32(offsets.count - 1)
        rows[text] = row
        bytes.append(contentsOf: text.utf8)
        offsets.append(UInt32(bytes.count))
        return row
    }

    mutating func row(_ text: String?) -> UInt32 {
        guard let text else { return CB_NONE }
        return row(text)
    }
}
