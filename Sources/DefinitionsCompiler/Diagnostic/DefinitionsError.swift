/// What stops a compilation: the input is no package, or one of its files is broken.
struct DefinitionsError: Error, Equatable, CustomStringConvertible {
    /// The file, by its name inside the package, or the path of the package.
    var file: String
    /// A place inside the file: "line 3, column 14", or an element's path.
    var place: String?
    /// What is wrong, and what would be right.
    var message: String

    init(_ file: String, at place: String? = nil, _ message: String) {
        self.file = file
        self.place = place
        self.message = message
    }

    var description: String {
        guard let place else { return "\(file): \(message)" }
        return "\(file): \(place): \(message)"
    }
}
