import CaseRecords
import Foundation
import Testing

/// The stated figures of the table's article, and the table itself as printed.
@Suite struct SeriesFileTests {
    private func series() throws -> CaseSeries {
        try CaseFormat.yaml.read(from: Repository.bytes(Repository.tables.appending(path: "table2-series.yaml")))
    }

    @Test(arguments: CaseFormat.allCases)
    func comesBackEqual(format: CaseFormat) throws {
        let series = try series()
        #expect(try format.read(CaseSeries.self, from: format.write(series)) == series)
        #expect(series.statistics.contains { $0.value == .quantity(years("9.09")) })
        #expect(Set(series.statistics.map(\.id)).count == series.statistics.count)
    }

    @Test(.enabled(if: Repository.hasSeeds, "the reports are not here (../shared/seeds)"))
    func sourcesAreInTheReport() throws {
        let series = try series()
        let seed = try #require(series.documents.first?.file)
        try SourceCheck(lines: Repository.lines(ofSeed: seed)).check(series.sources + series.statistics.flatMap(\.sources))
    }

    @Test(.enabled(if: Repository.hasSeeds, "the reports are not here (../shared/seeds)"))
    func tableIsAsPrinted() throws {
        let name = "table2-as-printed.csv"
        let copy = try Repository.bytes(Repository.tables.appending(path: name))
        #expect(try copy == Repository.bytes(Repository.seeds.appending(path: name)))
    }

    private func years(_ text: String) -> CaseRecord.Quantity {
        CaseRecord.Quantity(DecimalText(rawValue: text) ?? DecimalText(0), ucum: "a", unit: "years")
    }
}
