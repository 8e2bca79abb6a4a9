import FHIRTerminology
import Testing

@Suite struct LanguageTagTests {
    @Test(
        "valid tags",
        arguments: [
            ("en", "language"), ("EN", "case has no meaning"), ("en-US", "region"), ("es-419", "UN M.49 region"),
            ("zh-Hans-CN", "script and region"), ("zh-cmn-Hans-CN", "extended language"), ("sl-rozaj-biske-1994", "variants"),
            ("de-CH-1996", "variant that starts with a digit"), ("en-GB-oxendict", "variant"), ("iw", "deprecated language"),
            ("de-DD", "deprecated region"), ("i-klingon", "irregular registered tag"), ("zh-min-nan", "registered tag"),
            ("sgn-BE-FR", "registered tag in capitals"), ("x-clinic-private", "private use alone"),
            ("qaa-Qaaa-QM-x-a", "private ranges"),
            ("en-a-bbb-x-a-ccc", "extension and private use"), ("de-DE-u-co-phonebk", "locale extension"),
            ("mul", "several languages"),
            ("tlh", "three letters"), ("hy-Latn-IT-arevela", "script, region, variant"),
            ("en-x-1", "one character in private use"),
        ])
    func valid(_ row: (tag: String, reason: String)) {
        #expect(CodeGrammar.languages.isValid(row.tag), "\(row.reason)")
        #expect(LanguageTag.check(row.tag) == .valid, "\(row.reason)")
    }

    @Test(
        "invalid tags",
        arguments: [
            ("", "a subtag is empty", nil), ("en-", "a subtag is empty", "en"), ("en--US", "a subtag is empty", "en-US"),
            ("en_us", "'en_us' has other characters than letters and digits", "en-US"),
            ("English", "language 'English' is not registered", nil), ("eng", "language 'eng' is not registered", nil),
            ("xx", "language 'xx' is not registered", nil), ("en-UK", "region 'UK' is not registered", nil),
            ("en-999", "region '999' is not registered", nil), ("en-Abcd", "script 'Abcd' is not registered", nil),
            ("en-yue", "extended language 'yue' does not belong to the language before it", nil),
            ("zh-yue-gan", "extended language 'gan' does not belong to the language before it", nil),
            ("en-US-Latn", "'Latn' cannot stand here (the order is language, script, region, variants, extensions)", nil),
            ("de-1996-1996", "'1996' stands twice", nil), ("sl-rozaj-ROZAJ", "'ROZAJ' stands twice", nil),
            ("en-a-bb-A-cc", "'A' stands twice", nil), ("en-foobar", "variant 'foobar' is not registered", nil),
            ("en-a", "extension 'a' has no subtag of 2 to 8 characters", nil),
            ("en-a-x-y", "extension 'a' has no subtag of 2 to 8 characters", nil), ("en-x", "nothing follows 'x'", nil),
            ("x", "nothing follows 'x'", nil), ("en-x-abcdefghi", "'abcdefghi' is longer than 8 characters", nil),
            ("e", "language 'e' is not registered", nil), ("dé", "'dé' has other characters than letters and digits", nil),
            (" en", "' en' has other characters than letters and digits", "en"),
            ("i-nothing", "language 'i' is not registered", nil),
            ("419", "language '419' is not registered", nil),
        ] as [(String, String, String?)])
    func invalid(_ row: (tag: String, reason: String, suggestion: String?)) {
        #expect(!CodeGrammar.languages.isValid(row.tag))
        #expect(
            LanguageTag.check(row.tag)
                == .invalid(reason: "'\(row.tag)' is no language tag: \(row.reason)", suggestion: row.suggestion))
    }

    @Test(
        "well-formed is less than valid",
        arguments: [("xx-Abcd-ZZ-foobar", true), ("en-", false), ("en-a-b", false), ("abcdefgh", true), ("abcdefghi", false)])
    func wellFormed(_ row: (tag: String, expected: Bool)) {
        var tag: String = row.tag
        let found: Bool = tag.withUTF8 { LanguageTag.isWellFormed($0) }
        #expect(found == row.expected)
    }

    @Test(
        "replacements of deprecated tags",
        arguments: [
            ("iw", "he", "language"), ("art-lojban", "jbo", "registered tag"), ("de-DD", "de", "region"), ("en", nil, "in use"),
            ("xx", nil, "no tag"), ("zh-min", nil, "deprecated without successor"),
        ] as [(String, String?, String)])
    func replacement(_ row: (tag: String, expected: String?, reason: String)) {
        #expect(LanguageTag.replacement(of: row.tag) == row.expected, "\(row.reason)")
    }

    @Test func aLongTagTakesNoLongTime() {
        let tag: String = "en" + String(repeating: "-a-bb", count: 100_000)
        #expect(!CodeGrammar.languages.isValid(tag))
        #expect(CodeGrammar.languages.isValid("en-a" + String(repeating: "-bb", count: 100_000)))
    }
}
