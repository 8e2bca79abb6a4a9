import CDefinitions

/// Language tags as in IETF BCP 47 (RFC 5646), checked against the IANA language subtag registry. Letter case has no meaning.
public enum LanguageTag {
    /// Whether the tag is well-formed (RFC 5646, section 2.2.9), its subtags registered or not.
    public static func isWellFormed(_ tag: UnsafeBufferPointer<UInt8>) -> Bool { fault(tag, registered: false) == nil }

    /// Whether the tag is valid (RFC 5646, section 2.2.9): well-formed, its subtags registered, no variant and no singleton twice, and an
    /// extended language after the language that it belongs to. Deprecated subtags are valid.
    public static func isValid(_ tag: UnsafeBufferPointer<UInt8>) -> Bool { fault(tag, registered: true) == nil }

    /// Whether the tag is valid, and if not, why not and what may have been meant.
    public static func check(_ tag: String) -> GrammarOutcome {
        var text: String = tag
        guard let fault: LanguageFault = text.withUTF8({ fault($0, registered: true) }) else { return .valid }
        let subtag: String = String(decoding: Array(tag.utf8)[fault.range], as: UTF8.self)
        return .invalid(reason: "'\(tag)' is no language tag: \(fault.reason(subtag))", suggestion: LanguageTag.suggestion(tag))
    }

    /// The subtag or tag to use instead of a deprecated one, if the registry names one: `he` for `iw`, `jbo` for `art-lojban`.
    ///
    /// The whole tag is looked up where it is grandfathered, else its first subtag that is deprecated.
    public static func replacement(of tag: String) -> String? {
        var text: String = tag
        return text.withUTF8 { bytes in
            var parser: LanguageParser = LanguageParser(bytes, registered: true)
            guard parser.parse() == nil else { return nil }
            return parser.replacement.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func fault(_ tag: UnsafeBufferPointer<UInt8>, registered: Bool) -> LanguageFault? {
        var parser: LanguageParser = LanguageParser(tag, registered: registered)
        return parser.parse()
    }

    /// With hyphens for underscores and without what stands round it, in the customary case; nil if that is not valid either.
    private static func suggestion(_ tag: String) -> String? {
        let words: [Substring] = tag.split { $0 == "-" || $0 == "_" || $0 == " " }
        var text: String = ""
        for (index, word) in words.enumerated() {
            let isAfterSingleton: Bool = words[..<index].contains { $0.count == 1 }
            if index > 0 { text += "-" }
            switch word.count {
            case 2 where index > 0 && !isAfterSingleton: text += word.uppercased()
            case 4 where index > 0 && !isAfterSingleton && word.first?.isNumber == false:
                text += word.prefix(1).uppercased() + word.dropFirst().lowercased()
            default: text += word.lowercased()
            }
        }
        return text != tag && text.withUTF8({ isValid($0) }) ? text : nil
    }
}

/// What is wrong with a language tag, and where in its bytes.
struct LanguageFault: Error {
    enum Problem {
        case empty, characters, length, language, extlang, prefix, script, region, variant, twice, singleton, privateUse, order
    }

    var problem: Problem
    var range: Range<Int>

    func reason(_ subtag: String) -> String {
        switch problem {
        case .empty: "a subtag is empty"
        case .characters: "'\(subtag)' has other characters than letters and digits"
        case .length: "'\(subtag)' is longer than 8 characters"
        case .language: "language '\(subtag)' is not registered"
        case .extlang: "extended language '\(subtag)' is not registered"
        case .prefix: "extended language '\(subtag)' does not belong to the language before it"
        case .script: "script '\(subtag)' is not registered"
        case .region: "region '\(subtag)' is not registered"
        case .variant: "variant '\(subtag)' is not registered"
        case .twice: "'\(subtag)' stands twice"
        case .singleton: "extension '\(subtag)' has no subtag of 2 to 8 characters"
        case .privateUse: "nothing follows 'x'"
        case .order: "'\(subtag)' cannot stand here (the order is language, script, region, variants, extensions)"
        }
    }
}
