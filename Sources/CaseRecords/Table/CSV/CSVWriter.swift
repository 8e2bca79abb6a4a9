extension CSVTable {
    /// The table as bytes. A table that was read and not changed gives the bytes that it was read from.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = dialect.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        for row in [header] + rows { row.append(to: &bytes, delimiter: dialect.delimiter) }
        return bytes
    }
}

extension CSVRow {
    /// Writes the cells as they are spelled; a row with a fault as it stood.
    func append(to bytes: inout [UInt8], delimiter: UInt8) {
        guard fault == nil else {
            bytes += faultyBytes
            return
        }
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            cell.append(to: &bytes)
        }
        if let lineEnd { bytes += lineEnd.bytes }
    }
}

extension CSVCell {
    fileprivate func append(to bytes: inout [UInt8]) {
        guard isQuoted else {
            bytes += text.utf8
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
