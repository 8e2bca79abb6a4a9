import YAML

/// A figure that the source states, beside what the table's rows give for it.
public struct StatisticCheck: Hashable, Sendable, CustomStringConvertible {
    /// The ``CaseRecord/Statistic`` of the series.
    public var statistic: ItemID
    /// What it is about and which figure it is, in the mapping's words: `age, mean`.
    public var subject: String
    /// As the source states it.
    public var stated: String
    /// As the rows give it, to the digits of the stated figure; nil where no row has a value.
    public var computed: String?
    /// How many rows it is taken over.
    public var count: Int
    /// Whether both are the same.
    public var agrees: Bool { stated == computed }

    /// One line: `age, mean: stated 58.5, computed 60.2 over 32 rows`.
    public var description: String {
        "\(subject): stated \(stated), computed \(computed ?? "nothing") over \(count) \(count == 1 ? "row" : "rows")"
    }
}

extension TableMapping {
    /// Adds the series, its statistics beside the rows', and corrections that no row took.
    func finish(_ reading: inout TableReading, _ rows: [[CellReading]], _ file: String) {
        for correction in corrections where !reading.table.rows.contains(where: { $0.number == correction.row }) {
            let message =
                "the mapping corrects row \(correction.row), column '\(correction.column)', and the table has no such row"
            reading.diagnostics.append(TableDiagnostic(.warning, .correctionUnused, file: file, message))
        }
        guard var series else { return }
        series.members = reading.records.map(\.id)
        reading.series = series
        for computation in computations {
            guard let statistic = series.statistics.first(where: { $0.id == computation.statistic }) else { continue }
            let check = check(statistic, computation, rows)
            reading.statistics.append(check)
            if !check.agrees { reading.diagnostics.append(TableDiagnostic(.note, .statistic, file: file, check.description)) }
        }
        if let size = series.size, size != reading.records.count {
            let message = "the source states \(size) cases, and \(reading.records.count) rows were read"
            reading.diagnostics.append(TableDiagnostic(.warning, .statistic, file: file, message))
        }
    }

    private func check(
        _ statistic: CaseRecord.Statistic, _ computation: Computation, _ rows: [[CellReading]]
    ) -> StatisticCheck {
        let place = columns.firstIndex { $0.name == computation.column } ?? 0
        let kind = columns[place].kind
        let values: [Node] = rows.compactMap { if case .value(let node) = $0[place].content { node } else { nil } }
        let figure = StatedFigure(statistic.value)
        var check = StatisticCheck(
            statistic: statistic.id, subject: "\(statistic.what.text), \(statistic.measure.text)", stated: figure.text, count: 0)
        if computation.taking == .count {
            check.count = rows.count
            check.computed = String(values.count { computation.of == nil || kind.word($0) == computation.of })
            return check
        }
        let numbers = values.compactMap(kind.number).filter { $0 > computation.above ?? -.infinity }
        check.count = numbers.count
        check.computed = computation.taking.figure(of: numbers, decimals: figure.decimals)
        return check
    }
}

extension Computation.Taking {
    fileprivate func figure(of numbers: [Double], decimals: Int) -> String? {
        guard let least = numbers.min(), let most = numbers.max() else { return nil }
        return switch self {
        case .count: String(numbers.count)
        case .mean: (numbers.reduce(0, +) / Double(numbers.count)).text(decimals: decimals)
        case .minimum: least.text(decimals: decimals)
        case .maximum: most.text(decimals: decimals)
        case .range: "\(least.text(decimals: decimals))-\(most.text(decimals: decimals))"
        }
    }
}

/// A stated figure as text, with its number of decimals.
private struct StatedFigure {
    var text: String
    var decimals: Int

    init(_ value: CaseRecord.Value) {
        switch value {
        case .quantity(let quantity): text = quantity.value.rawValue
        case .integer(let count): text = String(count)
        case .range(let low, let high):
            text = [low, high].map { $0?.value.rawValue ?? "" }.joined(separator: "-")
        case .ratio(let ratio): text = "\(ratio.numerator):\(ratio.denominator)"
        case .concept(let concept): text = concept.text
        case .text(let words): text = words
        case .boolean(let isSo): text = String(isSo)
        case .date(let date): text = date.rawValue
        case .missing(let reason): text = reason.rawValue
        }
        let last = text.split(separator: "-").last ?? ""
        decimals = last.firstIndex(of: ".").map { last.distance(from: $0, to: last.endIndex) - 1 } ?? 0
    }
}

extension Double {
    /// Rounded to a number of decimals, halves away from zero.
    fileprivate func text(decimals: Int) -> String {
        var scale = 1
        for _ in 0..<min(decimals, 12) { scale *= 10 }
        guard let scaled = Int(exactly: (self * Double(scale)).rounded()) else { return String(self) }
        guard decimals > 0 else { return String(scaled) }
        let digits = String(abs(scaled) % scale)
        let whole = (scaled < 0 ? "-" : "") + String(abs(scaled) / scale)
        return whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}
