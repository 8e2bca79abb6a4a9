/// YAML's own tags, which say what a value is in place of its text (YAML 1.2.2, section 10). Others are kept as they are.
enum Tag {
    private static let core = "tag:yaml.org,2002:"

    /// The scalar that is meant: `!!str 5` as a string, `!!int "5"` as a number.
    static func resolve(_ scalar: Scalar, _ event: Event) throws(YAMLError) -> Node {
        guard let tag = event.tag else { return Node(.scalar(scalar), position: event.position) }
        guard tag.hasPrefix(core) else { return Node(.scalar(scalar), position: event.position, tag: tag) }
        let name = tag.dropFirst(core.count)
        let plainKind = CoreSchema.kind(ofPlain: scalar.text)
        let fits: Bool
        switch name {
        case "str": return Node(text: scalar.text, position: event.position)
        case "int": fits = plainKind == .integer
        case "float": fits = plainKind == .float || plainKind == .integer
        case "bool": fits = plainKind == .boolean
        case "null": fits = plainKind == .null
        default:
            throw YAMLError(.badTag, "the tag !!\(name) is not supported; write the value without it", at: event.position)
        }
        guard fits else {
            throw YAMLError(.badTag, "'\(scalar.text)' is not what its tag !!\(name) says", at: event.position)
        }
        return Node(plain: scalar.text, position: event.position)
    }

    /// The tag that a list or a mapping keeps.
    static func resolve(_ event: Event, collection own: String) throws(YAMLError) -> String? {
        guard let tag = event.tag, tag != own, tag != "!" else { return nil }
        guard !tag.hasPrefix(core) else {
            throw YAMLError(
                .badTag, "the tag !!\(tag.dropFirst(core.count)) does not fit here; write the value without it",
                at: event.position)
        }
        return tag
    }
}
