import FHIRCore
import FHIRModels

extension Form where Value == CaseRecord.Quantity {
    /// A quantity of any of FHIR's quantity types. Where the standard wants a simple one (`SimpleQuantity`: ranges, doses), a
    /// comparator stands in an extension.
    static func quantity(isSimple: Bool = false) -> Self {
        var carriers: [Carrier<Value, Quantity>] = [
            .required(\.value, \.value, .decimal),
            .optional(\.unit, \.unit, .text),
            .ucum,
            .flag(\.approximate, Canonical.structure("approximate")),
        ]
        if isSimple {
            carriers.append(.ext(\.comparator, Canonical.structure("comparator"), Form<CaseRecord.Comparator, FHIRCode>.code))
        } else {
            carriers.append(.optional(\.comparator, \.comparator, .code))
        }
        let all = carriers
        return Self(
            put: { value, writer in
                // Age, Duration and Quantity have the same elements under three names.
                var view = Quantity(element: View.empty().element)
                for carrier in all { carrier.put(value, &view, &writer) }
                return View(element: view.element)
            },
            get: { view, reader in
                let source = Quantity(element: view.element)
                guard source.value?.text != nil else { return nil }
                var value = CaseRecord.Quantity(DecimalText(0))
                for carrier in all { carrier.get(source, &value, &reader) }
                return value
            })
    }
}

extension Form where Value == DecimalText, View == FHIRDecimal {
    /// A decimal number with all its digits.
    static var decimal: Self {
        Self(
            put: { value, _ in FHIRDecimal(value.rawValue) },
            get: { view, reader in
                view.text.flatMap { DecimalText(rawValue: $0) }.map {
                    reader.take(view); return $0
                }
            })
    }
}

extension Carrier where Item == CaseRecord.Quantity, View == Quantity {
    /// The unit's code. A code of another system than UCUM stays unread.
    static var ucum: Self {
        Self(
            put: { source, target, _ in
                guard let code = source.ucum else { return }
                target.system = FHIRURI(Canonical.ucum)
                target.code = FHIRCode(code)
            },
            get: { source, target, reader in
                guard source.system == nil || source.system?.text == Canonical.ucum else { return }
                reader.take(source.system)
                target.ucum = reader.take(source.code)
            })
    }
}

extension Form where Value == CaseRecord.Ratio, View == Ratio {
    /// A titre: two numbers without units.
    static var ratio: Self {
        let decimal = Form<DecimalText, FHIRDecimal>.decimal
        return Self(
            put: { value, writer in
                Ratio(
                    numerator: Quantity(value: decimal.put(value.numerator, &writer)),
                    denominator: Quantity(value: decimal.put(value.denominator, &writer)))
            },
            get: { view, reader in
                guard let numerator = view.numerator?.value, let denominator = view.denominator?.value,
                    let first = decimal.get(numerator, &reader), let second = decimal.get(denominator, &reader)
                else { return nil }
                return CaseRecord.Ratio(first, to: second)
            })
    }
}

/// The two ends of a range, either of which may be open.
struct Ends: Sendable {
    var low: CaseRecord.Quantity?
    var high: CaseRecord.Quantity?
}

extension Form where Value == Ends, View == Range {
    /// A range.
    static var range: Self {
        Self(
            { _ in Ends() },
            [.optional(\.low, \.low, .quantity(isSimple: true)), .optional(\.high, \.high, .quantity(isSimple: true))])
    }
}

extension Form where Value == CaseRecord.Amount, View == Extension {
    /// A quantity or a range in an extension; an age as `Age` where the standard's rules for one hold.
    static func amount(isAge: Bool = false) -> Self {
        let quantity = Form<CaseRecord.Quantity, Quantity>.quantity()
        let age = Form<CaseRecord.Quantity, Age>.quantity()
        let range = Form<Ends, Range>.range
        return Self(
            put: { amount, writer in
                switch amount {
                case .quantity(let value) where isAge && value.isAge: Extension("", holding: age.put(value, &writer))
                case .quantity(let value): Extension("", holding: quantity.put(value, &writer))
                case .range(let low, let high): Extension("", holding: range.put(Ends(low: low, high: high), &writer))
                }
            },
            get: { view, reader in
                switch view.value {
                case .age(let part): age.get(part, &reader).map { .quantity($0) }
                case .quantity(let part): quantity.get(part, &reader).map { .quantity($0) }
                case .range(let part): range.get(part, &reader).map { .range(low: $0.low, high: $0.high) }
                default: nil
                }
            })
    }
}

extension CaseRecord.Quantity {
    private static let timeUnits: Set<String> = ["a", "mo", "wk", "d", "h", "min", "s", "ms"]

    /// It has a unit of time, which `Duration` asks for (rule drt-1).
    var isDuration: Bool { ucum.map { Self.timeUnits.contains($0) } ?? false }

    /// It is above zero and has a unit of time, which `Age` asks for (rule age-1).
    var isAge: Bool {
        let digits = value.rawValue.prefix { $0 != "e" && $0 != "E" }
        return isDuration && !value.rawValue.hasPrefix("-") && digits.contains { $0 >= "1" && $0 <= "9" }
    }
}
