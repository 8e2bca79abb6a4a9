/// Reads a table from bytes (RFC 4180, UTF-8 with or without byte order mark, any of the three line ends, also mixed).
///
/// More is read than the RFC allows, where the meaning is plain: a quote within an unquoted cell stands for itself. A row that cannot be
/// read gets a ``CSVFault`` and the next one goes on. One pass, linear in the input.
public struct CSVReader: Sendable {
    /// The byte between two cells.
    public var delimiter: UInt8

    /// A reader for tables with this delimiter.
    public init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

    /// The table.
    ///
    /// - Parameter file: the file's name, for messages.
    /// - Throws: a ``TableError`` with ``TableError/Code/notATable`` where there is no header, or where the bytes are no text at all.
    public func read(_ bytes: [UInt8], file: String) throws(TableError) -> CSVTable {
        func refuse(_ message: String, _ place: (line: Int, column: Int) = (1, 1)) -> TableError {
            TableError(.notATable, file: file, line: place.line, column: place.column, message)
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw refuse("the file is UTF-16, and a table is read as UTF-8: save it as 'CSV UTF-8'")
        }
        if bytes.starts(with: "PK\u{3}\u{4}".utf8) {
            throw refuse("the file is a zip archive, perhaps a spreadsheet (.xlsx, .ods): export the sheet as CSV")
        }
        if bytes.contains(0) { throw refuse("the file holds a zero byte, so it is no text: a table is CSV in UTF-8") }

        var scanner = CSVScanner(bytes: bytes, start: hasMark ? 3 : 0, delimiter: delimiter)
        var rows: [CSVRow] = []
        while let row = scanner.row() { rows.append(row) }
        guard let header = rows.first, !header.isBlankLine else {
            throw refuse("there is no header: the first row of a table names its columns")
        }
        if let fault = header.fault { throw refuse("the header cannot be read: \(fault)", fault.place) }
        var dialect = CSVDialect(delimiter: delimiter, hasByteOrderMark: hasMark)
        dialect.lineEnd = header.lineEnd ?? .lf
        dialect.hasFinalLineEnd = rows.last?.lineEnd != nil
        dialect.quoting = rows.allSatisfy { $0.cells.allSatisfy(\.isQuoted) } ? .all : .needed
        return CSVTable(dialect: dialect, header: header, rows: Array(rows.dropFirst()))
    }
}

/// Takes one row after the other from the bytes.
struct CSVScanner {
    private static let quote = UInt8(ascii: "\"")
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var place: Int
    private var line = 1
    /// A place on the current line up to which code points have been counted, and their number.
    private var counted: (place: Int, codePoints: Int)
    private var number = 0

    init(bytes: [UInt8], start: Int, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        place = start
        counted = (start, 0)
    }

    /// The next row; nil at the end.
    mutating func row() -> CSVRow? {
        guard place < bytes.count else { return nil }
        number += 1
        let start = place
        var row = CSVRow(number: number, cells: [], lineEnd: nil)
        row.line = line
        var goesOn = true
        while goesOn {
            row.cells.append(cell(&row.fault))
            goesOn = place < bytes.count && bytes[place] == delimiter
            if goesOn { place += 1 }
        }
        row.lineEnd = lineBreak()
        if row.fault != nil { row.faultyBytes = Array(bytes[start..<place]) }
        return row
    }

    private mutating func lineBreak() -> CSVDialect.LineEnd? {
        guard place < bytes.count else { return nil }
        let isReturn = bytes[place] == 13
        let isPair = isReturn && place + 1 < bytes.count && bytes[place + 1] == 10
        place += isPair ? 2 : 1
        startLine()
        return isPair ? .crlf : isReturn ? .cr : .lf
    }

    private mutating func cell(_ fault: inout CSVFault?) -> CSVCell {
        var cell = CSVCell("", line: line, column: column())
        let opening = place
        if place < bytes.count, bytes[place] == Self.quote {
            cell.isQuoted = true
            cell.text = quotedText(opening, &cell, &fault)
            let end = endOfPlainText(from: place)
            if end > place {
                fault = fault ?? .textAfterQuote(line: line, column: column())
                place = end
            }
        } else {
            place = endOfPlainText(from: place)
            cell.text = text(bytes[opening..<place], cell, &fault)
        }
        return cell
    }

    /// The text between quotes, doubled quotes made single; the place is behind the closing quote afterwards.
    private mutating func quotedText(_ opening: Int, _ cell: inout CSVCell, _ fault: inout CSVFault?) -> String {
        var content: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            if byte == Self.quote {
                guard place + 1 < bytes.count, bytes[place + 1] == Self.quote else {
                    place += 1
                    return text(content[...], cell, &fault)
                }
                place += 1
            }
            content.append(byte)
            place += 1
            let endsLine = byte == 10 || (byte == 13 && !(place < bytes.count && bytes[place] == 10))
            if endsLine { startLine() }
        }
        fault = fault ?? .unclosedQuote(line: cell.line, column: cell.column)
        return String(decoding: content, as: UTF8.self)
    }

    private func endOfPlainText(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != delimiter, bytes[end] != 10, bytes[end] != 13 { end += 1 }
        return end
    }

    private func text(_ bytes: ArraySlice<UInt8>, _ cell: CSVCell, _ fault: inout CSVFault?) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        fault = fault ?? .notUTF8(line: cell.line, column: cell.column)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func startLine() {
        line += 1
        counted = (place, 0)
    }

    /// The column of the current place.
    private mutating func column() -> Int {
        let more = bytes[counted.place..<place].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        counted = (place, counted.codePoints + more)
        return counted.codePoints + 1
    }
}
