/// Anything in a record that has a name of its own and a place in a source.
///
/// Items refer to each other by ``id``, never by position, so a file can be sorted and edited by hand.
public protocol CaseItem: Codable, Hashable, Sendable {
    /// The item's name, unique in its record.
    var id: ItemID { get }
    /// What could not be structured: a remark for people, from which no program reads.
    var note: String? { get set }
    /// Where the source says this.
    var sources: [CaseRecord.SourceSpan] { get set }
    /// The names of all items that this one refers to, in the order of its properties; a name can occur twice.
    var references: [ItemID] { get }
}
