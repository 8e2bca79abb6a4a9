/// Definitions that could not be loaded: what, where, and what to do.
public struct LibraryError: Error, Sendable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: Sendable {
        /// A file, folder or package is not there or cannot be read.
        case unreadable
        /// A package that is damaged or is none.
        case brokenPackage
        /// A file that is no FHIR resource.
        case notAResource
    }

    /// The kind of fault.
    public let code: Code
    /// One sentence with the name of the file or package in it.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
