import RegularExpressions
import YAML

/// Vertebral levels: a run such as `C3 – C5`, one vertebra, or a bare region.
///
/// The pattern has the groups `upper`, `lower` and `region`; a lower end without a letter (`L3-5`) is of the upper end's region.
struct LevelsKind: CellKind {
    static let usualPattern =
        #"(?<upper>[CTLS][0-9]{1,2})(?:\s*[-\x{2010}-\x{2015}\x{2212}]\s*(?<lower>[CTLS]?[0-9]{1,2}))?|(?<region>[CTLS])"#

    var pattern: RegularExpression
    /// How a run is written, with `{upper}` and `{lower}`.
    var template = "{upper}-{lower}"
    /// By letter, what a bare region stands for.
    var regions: [(letter: String, name: Node)] = []

    var form: ValueForm { .site }
    var samples: [CellContent] { contents(of: ["C1"] + regions.map(\.letter)) }

    func respelled(_ respell: (CellContent) -> CellContent) -> LevelsKind {
        var copy = self
        copy.regions = regions.map { region in
            guard case .value(let node) = respell(.value(Node(mapping: [Node.Entry("name", region.name)]))),
                let name = node["name"]
            else { return region }
            return (region.letter, name)
        }
        return copy
    }

    func read(_ text: String) -> Readout {
        LookAlikes.read(text.trimmed) { text in
            guard let match = try? pattern.wholeMatch(of: text) else {
                return .fault(.unreadable, "it is no vertebral level: write C3, C3-C5 or a region")
            }
            if let region = match["region"] { return self.region(String(region)) }
            guard let upper = match["upper"] else { return .fault(.unreadable, "the pattern found neither a level nor a region") }
            return extent(String(upper), match["lower"].map(String.init))
        }
    }

    private func region(_ letter: String) -> Readout {
        guard let region = regions.first(where: { $0.letter == letter }) else {
            return .fault(.unknownCode, "the mapping does not say which region '\(letter)' is")
        }
        return .value(Node(mapping: [Node.Entry("name", region.name)]))
    }

    private func extent(_ upper: String, _ lower: String?) -> Readout {
        var lower = lower ?? upper
        if lower.first?.isNumber == true { lower = upper.prefix(1) + lower }
        guard let top = CaseRecord.Vertebra(rawValue: upper), let bottom = CaseRecord.Vertebra(rawValue: lower) else {
            return .fault(.outOfRange, "there are no such vertebrae: they are C1 to C7, T1 to T12, L1 to L5 and S1 to S5")
        }
        let all = CaseRecord.Vertebra.allCases
        guard let first = all.firstIndex(of: top), let last = all.firstIndex(of: bottom), first <= last else {
            return .fault(.outOfRange, "the run goes upwards")
        }
        let run = CaseRecord.VertebralExtent(from: top, to: bottom).description
        return .value(Node(mapping: [Node.Entry("levels", Node(sequence: [Node(text: run)]))]))
    }

    func write(_ value: Node) -> String? {
        guard let extent = extent(value) else {
            return regions.first { value["name"]?.hasSameContent(as: $0.name) ?? false }?.letter
        }
        if extent.upper == extent.lower { return extent.upper.rawValue }
        let ends = [("{upper}", extent.upper.rawValue), ("{lower}", extent.lower.rawValue)]
        return ends.reduce(template) { $0.replacing($1.0, with: $1.1) }
    }

    private func extent(_ value: Node) -> CaseRecord.VertebralExtent? {
        value["levels"]?[0]?.scalar.flatMap { CaseRecord.VertebralExtent($0.text) }
    }

    /// The letter of the region: of a run that of its upper end.
    func word(_ value: Node) -> String? {
        extent(value).map { String($0.upper.rawValue.prefix(1)) } ?? write(value)
    }
}
