import CaseRecords
import Foundation
import Testing

/// Reading and writing cells (RFC 4180).
@Suite struct CSVTests {
    private func read(_ text: String, delimiter: Character = ",") throws -> CSVTable {
        try CSVReader(delimiter: delimiter.asciiValue ?? 44).read(Array(text.utf8), file: "t.csv")
    }

    @Test(arguments: [
        ("a,b\n1,2\n", "line feeds"), ("a,b\r\n1,2\r\n", "CRLF"), ("a,b\r1,2\r", "carriage returns"),
        ("a,b\n1,2", "no final line end"),
        ("a,b\r\n1,2\n3,4\r\n", "mixed line ends"), ("\u{FEFF}a,b\n1,2\n", "byte order mark"),
        ("\"a\",\"b\"\n\"1\",\"2\"\n", "all in quotes"),
        ("a,b\n\"1\",2\n", "quotes that are not needed"), ("a,b\n\"x \"\"y\"\"\",2\n", "doubled quotes"),
        ("a,b\n\"x,\r\ny\",2\n", "delimiter and line break in a cell"), ("a,b\n5\",2\n", "a quote within an unquoted cell"),
        ("a,b\n\n1,2\n", "a blank line"), ("a,b\n1\n1,2,3\n", "ragged rows"), ("a,b\n,\n", "blank cells"),
        ("a\n\"\"\n", "a quoted blank cell"),
        ("a,b\n\"1\"x,2\n3,4\n", "text after a quote"), ("a,b\n1,\"2\n3,4\n", "an open quote"), ("a,b", "only a header"),
        (" a ,\tb\n Μ , C3 – C5\n", "blanks and other scripts"),
    ])
    func writesTheBytesThatItRead(text: String, reason: String) throws {
        #expect(String(decoding: try read(text).bytes, as: UTF8.self) == text, "\(reason)")
    }

    @Test func cellsKnowTheirPlaces() throws {
        let table = try read("a,b,c\n\"x\ny\",– é,3\n1,2,3\n")
        #expect(table.rows[0].cells.map(\.text) == ["x\ny", "– é", "3"])
        #expect(table.rows[0].cells.map(\.line) == [2, 3, 3])
        #expect(table.rows[0].cells.map(\.column) == [1, 4, 8], "columns count code points")
        #expect(table.rows[1].line == 4 && table.rows[1].number == 3)
    }

    @Test func dialectIsFound() throws {
        let table = try read("\u{FEFF}\"a\";\"b\"\r\n\"1\";\"2\"", delimiter: ";")
        let dialect = CSVDialect(
            delimiter: UInt8(ascii: ";"), quoting: .all, lineEnd: .crlf, hasFinalLineEnd: false, hasByteOrderMark: true)
        #expect(table.dialect == dialect)
    }

    @Test func badRowsAreMarkedAndTheNextGoOn() throws {
        let table = try read("a,b\n\"1\"x,2\n3,4\n5,\"6\n7,8\n")
        #expect(table.rows.map(\.fault) == [.textAfterQuote(line: 2, column: 4), nil, .unclosedQuote(line: 4, column: 3)])
        let bytes: [UInt8] = Array("a,b\n1,".utf8) + [0xFF, 0x0A] + Array("3,4\n".utf8)
        let invalid = try CSVReader().read(bytes, file: "t.csv")
        #expect(invalid.rows.map(\.fault) == [.notUTF8(line: 2, column: 3), nil])
        #expect(invalid.bytes == bytes)
    }

    @Test(arguments: [
        ([], "there is no header"), ([0x0A], "there is no header"), ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"),
        ([0x50, 0x4B, 3, 4, 9], "zip"),
        ([0x61, 0x00, 0x62], "zero byte"), ([0x61, 0x2C, 0xFF, 0x0A], "not UTF-8"), ([0x22, 0x61], "not closed"),
    ])
    func whatIsNoTable(bytes: [UInt8], words: String) {
        let error = #expect(throws: TableError.self) { try CSVReader().read(bytes, file: "t.csv") }
        #expect(error?.code == .notATable)
        #expect(error?.description.hasPrefix("t.csv:1:") == true)
        #expect(error?.message.contains(words) == true)
    }

    @Test func aSpelledTableKeepsItsSpelling() throws {
        let text = try String(decoding: ExampleTable.csv(), as: UTF8.self)
        let odd = text.replacingOccurrences(of: ",F,", with: ",\"F\",").replacingOccurrences(of: "\n", with: "\r\n")
        let mapping = try ExampleTable.mapping()
        let reading = try mapping.read(csv: Array(odd.utf8), file: "odd.csv")
        #expect(String(decoding: try mapping.write(reading.records, like: reading.table).bytes, as: UTF8.self) == odd)
        #expect(String(decoding: try mapping.write(reading.records).bytes, as: UTF8.self) == text)
    }
}
