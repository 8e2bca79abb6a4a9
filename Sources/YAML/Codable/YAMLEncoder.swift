/// Makes nodes, and YAML, of `Codable` values.
///
/// Keys come in the order in which the type encodes them, those of a `Dictionary` sorted; optionals that are nil are left out. Types that are `ScalarTextCodable`
/// become plain numbers, digit by digit.
public struct YAMLEncoder: Sendable {
    /// How the nodes are spelled.
    public var writer: YAMLWriter
    /// What is passed through to the types' `encode(to:)`.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    /// An encoder with the options given.
    public init(writer: YAMLWriter = YAMLWriter(), userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
        self.writer = writer
        self.userInfo = userInfo
    }

    /// A value as the text of one YAML document.
    public func encode(_ value: some Encodable) throws(YAMLError) -> String {
        try writer.text(of: node(of: value))
    }

    /// A value as a node. Its strings are quoted scalars, its numbers, booleans and nulls plain ones.
    public func node(of value: some Encodable) throws(YAMLError) -> Node {
        let slot = EncodingSlot()
        do {
            try NodeEncoder(slot: slot, path: nil, options: self).encode(value)
        } catch let error as YAMLError {
            throw error
        } catch EncodingError.invalidValue(_, let context) {
            throw YAMLError(.notWritable, context.debugDescription, at: nil, path: CodingPath.text(context.codingPath))
        } catch {
            throw YAMLError(.notWritable, "\(error)", at: nil)
        }
        return try slot.node(path: nil)
    }
}
