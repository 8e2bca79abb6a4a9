/// Paths of elements, for people.
package enum PathText {
    /// The path, or its beginning and end if nobody would read it all.
    package static func shortened(_ path: String) -> String {
        let ends: Int = 80
        if path.utf8.count <= 2 * ends + 40 { return path }
        return path.prefix(ends) + " … " + path.suffix(ends)
    }
}
