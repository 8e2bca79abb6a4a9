import RegularExpressions
import YAML

/// The kinds of columns by their names in a mapping.
enum KindName: String, CaseIterable {
    case text, reference, code, integer, decimal, quantity, age, date
    case relativeTime = "relative-time"
    case levels
}

/// Makes a column's kind from its keys.
struct KindReader {
    let file: String

    func kind(_ name: KindName, _ fields: inout Fields) throws(TableError) -> any CellKind {
        switch name {
        case .text: TextKind(pattern: try pattern(&fields))
        case .reference: TextKind(pattern: try pattern(&fields, usual: #"[(\[]?[0-9]+[)\]]?"#))
        case .code: CodeKind(entries: try codes(&fields))
        case .integer, .decimal, .quantity, .age: try number(name, &fields)
        case .date: try date(&fields)
        case .relativeTime: try relativeTime(&fields)
        case .levels: try levels(&fields)
        }
    }

    private func pattern(_ fields: inout Fields, usual: String? = nil) throws(TableError) -> RegularExpression? {
        let node = fields.optional("pattern")
        guard let text = try node?.mappingText("'pattern'", file: file) ?? usual else { return nil }
        do {
            return try RegularExpression(text)
        } catch {
            throw (node ?? fields.node).mappingError(error.message, file: file)
        }
    }

    private func codes(_ fields: inout Fields) throws(TableError) -> [CodeKind.Entry] {
        guard let table = try fields.table("codes") else {
            throw fields.missing("codes", ": which cell means what")
        }
        return table.map { entry in
            let reason = entry.value["missing"]?.scalar.flatMap { CaseRecord.AbsentReason(rawValue: $0.text) }
            return CodeKind.Entry(cell: entry.key, content: reason.map { .missing($0) } ?? .value(entry.value))
        }
    }

    private func number(_ name: KindName, _ fields: inout Fields) throws(TableError) -> NumberKind {
        var kind = NumberKind()
        kind.isInteger = name == .integer
        kind.readsComparators = name == .quantity
        kind.range = try fields.range("range") ?? (name == .age ? 0...130 : nil)
        if name == .quantity || name == .age {
            kind.ucum = try fields.text("unit")
            kind.unit = try fields.text("printed-unit")
        }
        if name == .age { kind.ucum = kind.ucum ?? "a" }
        if name != .integer {
            let mark = try fields.text("decimal-mark") ?? "."
            guard let character = mark.first, mark.count == 1, ".,".contains(character) else {
                throw fields.node.mappingError("'decimal-mark' is '.' or ','", file: file)
            }
            kind.decimalMark = character
        }
        return kind
    }

    private func date(_ fields: inout Fields) throws(TableError) -> DateKind {
        var kind = DateKind()
        kind.years = try fields.range("years") ?? kind.years
        if let form = fields.optional("form") {
            let text = try form.mappingText("'form'", file: file)
            let runs = text.split { !"YMD".contains($0) }.map(String.init).sorted()
            guard [["YYYY"], ["MM", "YYYY"], ["DD", "MM", "YYYY"]].contains(runs) else {
                throw form.mappingError("'form' has YYYY, and MM and DD where the cells have them: DD/MM/YYYY", file: file)
            }
            kind.pattern = text
        }
        return kind
    }

    private func relativeTime(_ fields: inout Fields) throws(TableError) -> RelativeTimeKind {
        let event = try fields.required("from").mappingText("'from'", file: file)
        let ucum = try fields.required("unit").mappingText("'unit'", file: file)
        var kind = RelativeTimeKind(event: event, ucum: ucum)
        kind.unit = try fields.text("printed-unit")
        kind.range = try fields.range("range")
        if let node = fields.optional("negative") {
            var negative = try Fields(node, file: file, subject: "'negative'")
            guard try negative.required("means").scalar?.text == "before" else {
                throw node.mappingError("'negative' can only mean 'before'", file: file)
            }
            kind.negativeEvidence = CellEvidence(text: try negative.required("evidence").mappingText("'evidence'", file: file))
            try negative.finish()
        }
        return kind
    }

    private func levels(_ fields: inout Fields) throws(TableError) -> LevelsKind {
        guard let pattern = try pattern(&fields, usual: LevelsKind.usualPattern) else {
            throw fields.node.mappingError("a column of kind 'levels' needs a pattern", file: file)
        }
        guard pattern.names.contains("upper") || pattern.names.contains("region") else {
            throw fields.node.mappingError(
                "the pattern of a column of kind 'levels' names the groups upper, lower and region", file: file)
        }
        var kind = LevelsKind(pattern: pattern)
        kind.template = try fields.text("written") ?? kind.template
        kind.regions = try fields.table("regions")?.map { ($0.key, $0.value) } ?? []
        return kind
    }
}
