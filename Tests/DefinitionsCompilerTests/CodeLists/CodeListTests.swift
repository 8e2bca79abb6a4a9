import Testing

@testable import DefinitionsCompiler

private let currencies: String = "/usr/share/iso-codes/json/iso_4217.json"

@Suite struct CodeListTests {
    private let registry: String = """
        File-Date: 2000-01-01
        %%
        Type: language
        Subtag: IW
        Description: Hebrew
        Added: 2005-10-16
        Deprecated: 1989-01-01
        Preferred-Value: he
        %%
        Type: region
        Subtag: QY..RB
        Description: a description that
          goes on: here
        %%
        Type: extlang
        Subtag: yue
        Prefix: zh
        Preferred-Value: yue
        %%
        Type: variant
        Subtag: 1996
        Prefix: de
        Deprecated: 2020-01-01
        %%
        Type: redundant
        Tag: zh-Hans
        %%
        Type: grandfathered
        Tag: i-klingon
        Deprecated: 2004-02-24
        Preferred-Value: tlh
        """

    @Test func languagesAreSortedLines() throws {
        let list: String = String(decoding: try compileLanguages(registry: Array(registry.utf8)), as: UTF8.self)
        #expect(
            list == """
                extlang yue -zh
                grandfathered i-klingon >tlh
                language iw >he
                region qy
                region qz
                region ra
                region rb
                variant 1996 !

                """)
        let windows: [UInt8] = Array(registry.split(separator: "\n").joined(separator: "\r\n").utf8)
        #expect(String(decoding: try compileLanguages(registry: windows), as: UTF8.self) == list)
    }

    @Test(
        "faults of the registry",
        arguments: [
            ("Type: language\nnothing", "line 2", "no field"), ("Type: dialect\nSubtag: a", "line 2", "a new type"),
            ("Type: language\n%%\nType: script\nSubtag: Latn", "line 1", "no subtag"), ("Subtag: a", "line 1", "no type"),
        ])
    func registryFaults(_ row: (text: String, place: String, reason: String)) throws {
        let registry: [UInt8] = Array(row.text.utf8)
        let error: DefinitionsError = try #require(throws: DefinitionsError.self) { try compileLanguages(registry: registry) }
        #expect(error.place == row.place, "\(row.reason)")
    }

    @Test func currenciesAreSortedLines() throws {
        let json = #"{"4217": [{"alpha_3": "USD", "name": "US Dollar"}, {"alpha_3": "EUR", "name": "Euro", "numeric": "1"}]}"#
        let list: [UInt8] = try compileCurrencies(iso4217JSON: Array(json.utf8))
        #expect(String(decoding: list, as: UTF8.self) == "EUR Euro\nUSD US Dollar\n")
    }

    @Test(
        "faults of the currencies",
        arguments: [
            "", "[]", #"{"4217": []}"#, #"{"4217": [{"alpha_3": "EURO", "name": "Euro"}]}"#, #"{"4217": [{"name": "Euro"}]}"#,
        ])
    func currencyFaults(_ json: String) {
        #expect(throws: DefinitionsError.self) { try compileCurrencies(iso4217JSON: Array(json.utf8)) }
    }

    /// Another release of iso-codes has other currencies, so only the one that INPUTS names is compared.
    @Test(.enabled(if: Places.exists(currencies), "Debian's iso-codes are not installed"))
    func theCurrenciesAreNotStale() throws {
        let list: CodeListTable = try CodeListTable.currencies(try Files.bytes(of: currencies), version: "any")
        let input: Inputs.Line = try #require(Inputs.read(in: Places.tables).lines.first { $0.table == "currencies" })
        guard input.sha256 == list.input.sha256 else { return }
        #expect(list.bytes == (try Files.bytes(of: "\(Places.tables)/currencies")), "run `make definitions`")
    }

    @Test func theVersionOfTheRegistryIsItsDate() throws {
        #expect(try CodeListTable.languages(Array(registry.utf8)).input.version == "2000-01-01")
    }

    /// The registry itself is not at hand in tests; what is committed must at least be such a list.
    @Test func theCommittedLanguagesAreSortedLines() throws {
        let text: String = String(decoding: try Files.bytes(of: "\(Places.tables)/languages"), as: UTF8.self)
        let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "" && lines.count > 9000)
        #expect(lines.dropLast().elementsEqual(lines.dropLast().sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }))
        #expect(Inputs.read(in: Places.tables).lines.contains { $0.table == "languages" })
    }
}
