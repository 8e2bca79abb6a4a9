import FHIRCore
import FHIRModels

extension Carrier {
    /// A point in time in a choice: `Age` or `Range` where only an age is known and the choice has them, else `dateTime`.
    static func moment<Choice: FHIRChoice>(_ item: Path<Item, CaseRecord.Moment?>, _ view: Path<View, Choice?>) -> Self {
        Self(
            put: { source, target, writer in
                guard let moment = source[keyPath: item] else { return }
                target[keyPath: view] = Choice(element: MomentElement.element(moment, Choice.typeNames, &writer))
            },
            get: { source, target, reader in
                guard let choice = source[keyPath: view] else { return }
                target[keyPath: item] = MomentElement.moment(choice.element, &reader)
            })
    }

    /// A point in time or a period in a choice.
    static func timing<Choice: FHIRChoice>(_ item: Path<Item, CaseRecord.Timing?>, _ view: Path<View, Choice?>) -> Self {
        Self(
            put: { source, target, writer in
                switch source[keyPath: item] {
                case .at(let moment):
                    target[keyPath: view] = Choice(element: MomentElement.element(moment, Choice.typeNames, &writer))
                case .period(let start, let end):
                    let period = Form<Span, Period>.span.put(Span(start: start, end: end), &writer)
                    target[keyPath: view] = Choice(element: period.element)
                case nil: return
                }
            },
            get: { source, target, reader in
                guard let choice = source[keyPath: view] else { return }
                if let period = Period(choice.element) {
                    target[keyPath: item] = Form<Span, Period>.span.get(period, &reader).map {
                        .period(from: $0.start, to: $0.end)
                    }
                } else {
                    target[keyPath: item] = MomentElement.moment(choice.element, &reader).map { .at($0) }
                }
            })
    }

    /// A point in time or a period where the standard has a period only: a point begins and ends at the same time.
    static func timing(_ item: Path<Item, CaseRecord.Timing?>, period view: Path<View, Period?>) -> Self {
        let span = Form<Span, Period>.span
        return Self(
            put: { source, target, writer in
                switch source[keyPath: item] {
                case .at(let moment):
                    target[keyPath: view] = span.put(Span(start: moment, end: moment, isPoint: true), &writer)
                case .period(let start, let end): target[keyPath: view] = span.put(Span(start: start, end: end), &writer)
                case nil: return
                }
            },
            get: { source, target, reader in
                guard let period = source[keyPath: view], let times = span.get(period, &reader) else { return }
                if times.isPoint, let start = times.start {
                    target[keyPath: item] = .at(start)
                } else {
                    target[keyPath: item] = .period(from: times.start, to: times.end)
                }
            })
    }

    /// A point in time or a period where the standard has a point only: a period stands in our extension `performed-period`.
    static func timing(_ item: Path<Item, CaseRecord.Timing?>, point view: Path<View, FHIRDateTime?>) -> Self {
        let url = Canonical.structure("performed-period")
        let span = Form<Span, Period>.span
        return Self(
            put: { source, target, writer in
                switch source[keyPath: item] {
                case .at(let moment): target[keyPath: view] = Form<CaseRecord.Moment, FHIRDateTime>.moment.put(moment, &writer)
                case .period(let start, let end):
                    target.append(Extension(url, holding: span.put(Span(start: start, end: end), &writer)))
                case nil: return
                }
            },
            get: { source, target, reader in
                if let times = reader.values(source, url, span, atMost: 1).first {
                    target[keyPath: item] = .period(from: times.start, to: times.end)
                } else if let point = source[keyPath: view] {
                    target[keyPath: item] = Form<CaseRecord.Moment, FHIRDateTime>.moment.get(point, &reader).map { .at($0) }
                }
            })
    }
}

/// A point in time as one of the types that a choice may have.
private enum MomentElement {
    static func element(_ moment: CaseRecord.Moment, _ types: [String], _ writer: inout BundleWriter) -> Element {
        if moment == CaseRecord.Moment(age: moment.age) {
            switch moment.age {
            case .quantity(let age) where age.isAge && types.contains("Age"):
                return Form<CaseRecord.Quantity, Age>.quantity().put(age, &writer).element
            case .range(let low, let high) where types.contains("Range"):
                return Form<Ends, Range>.range.put(Ends(low: low, high: high), &writer).element
            default: break
            }
        }
        return Form<CaseRecord.Moment, FHIRDateTime>.moment.put(moment, &writer).element
    }

    static func moment(_ element: Element, _ reader: inout BundleReader) -> CaseRecord.Moment? {
        if let time = FHIRDateTime(element) { return Form<CaseRecord.Moment, FHIRDateTime>.moment.get(time, &reader) }
        if let age = Age(element) {
            let years = Form<CaseRecord.Quantity, Age>.quantity().get(age, &reader)
            return years.map { CaseRecord.Moment(age: .quantity($0)) }
        }
        guard let range = Range(element), let ends = Form<Ends, Range>.range.get(range, &reader) else { return nil }
        return CaseRecord.Moment(age: .range(low: ends.low, high: ends.high))
    }
}

/// The two ends of a period.
struct Span: Sendable {
    var start: CaseRecord.Moment?
    var end: CaseRecord.Moment?
    /// Start and end are one point in time.
    var isPoint = false
}

extension Form where Value == Span, View == Period {
    /// A period. In FHIR a missing end means that it goes on, which a record's open end does not say: the end of such a one is
    /// there with the reason that it is unknown. Our extension `stated-ends` marks the rare periods that this could be taken for.
    static var span: Self {
        let moment = Form<CaseRecord.Moment, FHIRDateTime>.moment
        let stated = Canonical.structure("stated-ends")
        var open = CaseRecord.Moment()
        open.missing = .unknown
        let openEnd = open
        return Self(
            put: { span, writer in
                var period = Period(start: span.start.map { moment.put($0, &writer) })
                if span.end != nil || span.start != openEnd { period.end = moment.put(span.end ?? openEnd, &writer) }
                if !span.isPoint, span.end == openEnd || span.end != nil && span.end == span.start {
                    period.mark(stated)
                }
                return period
            },
            get: { view, reader in
                var span = Span(start: view.start.flatMap { moment.get($0, &reader) })
                span.end = view.end.flatMap { moment.get($0, &reader) }
                if reader.isMarked(view, stated) { return span }
                span.isPoint = span.end != nil && span.end == span.start
                if span.end == openEnd, !span.isPoint { span.end = nil }
                return span
            })
    }
}
