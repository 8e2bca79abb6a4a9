/// Why a table or its mapping cannot be used at all: what is wrong, where, and what to do.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is, for programs to tell apart.
    public enum Code: String, Sendable {
        /// The mapping file is no YAML, or says something that no mapping can mean.
        case mapping
        /// The table lacks a column that the mapping names, or has one twice.
        case columns
        /// The input is no table.
        case notATable
    }

    /// What kind of fault it is.
    public var code: Code
    /// The file that the place is in.
    public var file: String
    /// The line, from 1; nil where the whole file is meant.
    public var line: Int?
    /// The column, from 1, in Unicode code points.
    public var column: Int?
    /// What is wrong and what to do, for a person, without the place.
    public var message: String

    init(_ code: Code, file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`.
    public var description: String {
        let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        return "\(file)\(place): \(message)"
    }
}
