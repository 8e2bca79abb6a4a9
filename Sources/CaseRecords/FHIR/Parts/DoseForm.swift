import FHIRModels

extension Form where Value == CaseRecord.Dose, View == Dosage {
    /// A dose: as printed, and the amount, rhythm and way where the source gives them.
    static var dose: Self {
        Self(
            { _ in CaseRecord.Dose() },
            [
                .optional(\.text, \.text, .text),
                .optional(\.route, \.route, .concept),
                .amount,
                .rhythm,
            ])
    }
}

extension Carrier where Item == CaseRecord.Dose, View == Dosage {
    /// `Dosage.doseAndRate.doseQuantity`.
    static var amount: Self {
        let quantity = Form<CaseRecord.Quantity, Quantity>.quantity(isSimple: true)
        return Self(
            put: { source, target, writer in
                guard let amount = source.amount else { return }
                target.doseAndRate = [Dosage.DoseAndRate(dose: .quantity(quantity.put(amount, &writer)))]
            },
            get: { source, target, reader in
                guard case .quantity(let amount) = source.doseAndRate.first?.dose else { return }
                target.amount = quantity.get(amount, &reader)
            })
    }

    /// `Dosage.timing.repeat`: how often within which time. A period that the standard's elements cannot hold has our extension.
    static var rhythm: Self {
        let decimal = Form<DecimalText, FHIRDecimal>.decimal
        let odd = Canonical.structure("dose-period")
        return Self(
            put: { source, target, writer in
                var times = FHIRModels.Timing.Repeat()
                times.frequency = source.frequency.map { FHIRPositiveInt($0) }
                if let period = source.period, period.isPlainPeriod, let unit = period.ucum {
                    times.period = decimal.put(period.value, &writer)
                    times.periodUnit = UnitsOfTime(unit)
                }
                if times != FHIRModels.Timing.Repeat() { target.timing = FHIRModels.Timing(repeat: times) }
                if let period = source.period, !period.isPlainPeriod {
                    target.append(Extension(odd, holding: Form<CaseRecord.Quantity, Quantity>.quantity().put(period, &writer)))
                }
            },
            get: { source, target, reader in
                target.period = reader.values(source, odd, Form<CaseRecord.Quantity, Quantity>.quantity(), atMost: 1).first
                guard let times = source.timing?.repeat else { return }
                target.frequency = times.frequency.flatMap { Form<Int, FHIRPositiveInt>.integer.get($0, &reader) }
                guard let period = times.period, let unit = times.periodUnit?.text,
                    let value = decimal.get(period, &reader)
                else { return }
                reader.take(times.periodUnit)
                target.period = CaseRecord.Quantity(value, ucum: unit)
            })
    }
}

extension CaseRecord.Quantity {
    /// It is nothing but a length of time that `Timing.repeat` can hold (`units-of-time`, rule tim-5).
    fileprivate var isPlainPeriod: Bool {
        guard let ucum, ["s", "min", "h", "d", "wk", "mo", "a"].contains(ucum), !value.rawValue.hasPrefix("-") else {
            return false
        }
        return self == CaseRecord.Quantity(value, ucum: ucum)
    }
}
