import FHIRCore

/// What a validation looks at beyond the rules of the standard, and how grave it takes what may be right.
public struct ValidationOptions: Sendable {
    /// How far references that lead outside the input are followed.
    public enum ReferenceCheck: String, Sendable, CaseIterable {
        /// Not at all.
        case none
        /// The target must be there and be of a type that is allowed.
        case type
        /// The target must also conform to one of the profiles that are allowed.
        case valid
    }

    /// A profile that entries of a bundle must conform to: the n-th of a type, all of a type, or the n-th of all.
    public struct BundleRule: Sendable, Hashable {
        /// The type of the resource; nil for any.
        public let type: String?
        /// Which of the entries with this type, from 0; nil for all.
        public let index: Int?
        /// Canonical address of the profile.
        public let profile: String

        /// A rule.
        public init(type: String?, index: Int?, profile: String) {
            self.type = type
            self.index = index
            self.profile = profile
        }
    }

    /// Canonical addresses that every resource at the top must conform to, beside those that it claims.
    public var profiles: [String] = []
    /// Profiles of single entries of a bundle.
    public var bundleRules: [BundleRule] = []
    /// How far references that lead outside the input are followed.
    public var referenceCheck: ReferenceCheck = .none
    /// The resources that references outside the input lead to, by the text of the reference.
    public var references: [String: Element] = [:]
    /// Relative references are taken to exist.
    public var assumesRESTReferences: Bool = false
    /// Severity of a best practice that is not followed (such as the invariant dom-6); nil to leave it out.
    public var bestPractice: Severity? = .information
    /// Severity of a display that is none of its code's; nil to leave it out.
    public var wrongDisplay: Severity? = .error
    /// Addresses at example.org and its like need not lead anywhere.
    public var acceptsExampleURLs: Bool = true
    /// Text that looks like HTML or script in plain strings is an error.
    public var checksSecurity: Bool = false
    /// HTML tags in a markdown value are an error.
    public var refusesHTMLInMarkdown: Bool = false
    /// What a published definition must have is asked for.
    public var isForPublication: Bool = false

    /// Values are looked at beyond their form.
    var looksIntoValues: Bool { checksSecurity || refusesHTMLInMarkdown || !acceptsExampleURLs }

    /// The options of a plain run.
    public init() {}
}
