import CaseRecords

/// A seeded source of random numbers, the same on every machine (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// Makes records in which every type and every optional of the hub model occurs, and every reference finds its item.
struct RecordGenerator {
    private var random: Seeded
    private var ids: [ItemID] = []
    private var documentIDs: [ItemID] = []
    private var next: [String: Int] = [:]

    init(seed: Int) { random = Seeded(seed) }

    private static let lists = [
        "document", "person", "visit", "condition", "finding", "measurement", "score", "serology", "study", "procedure",
        "specimen", "treatment", "request", "assessment", "outcome", "figure", "disagreement",
    ]
    private static let inner = ["study-finding", "study-measurement", "specimen-finding", "specimen-measurement"]

    mutating func record() -> CaseRecord {
        var counts: [String: Int] = [:]
        for list in Self.lists + Self.inner {
            counts[list] = Int.random(in: 0...3, using: &random)
            for index in 0..<(counts[list] ?? 0) {
                ids.append(ItemID(rawValue: "\(list)-\(index)"))
                if list == "document" { documentIDs.append(ItemID(rawValue: "\(list)-\(index)")) }
            }
        }
        ids.append("patient")
        var record = CaseRecord(id: "case.1", subject: subject())
        record.title = maybe { $0.text() }
        record.series = maybe { _ in "series-1" }
        record.documents = items("document", counts) { $0.document($1) }
        record.people = items("person", counts) { $0.person($1) }
        record.visits = items("visit", counts) { $0.visit($1) }
        record.conditions = items("condition", counts) { $0.condition($1) }
        record.findings = items("finding", counts) { $0.finding($1) }
        record.measurements = items("measurement", counts) { $0.measurement($1) }
        record.scores = items("score", counts) { $0.measurement($1) }
        record.serology = items("serology", counts) { $0.measurement($1) }
        record.imaging = items("study", counts) { $0.study($1) }
        record.procedures = items("procedure", counts) { $0.procedure($1) }
        record.specimens = items("specimen", counts) { $0.specimen($1) }
        record.treatments = items("treatment", counts) { $0.treatment($1) }
        record.requests = items("request", counts) { $0.request($1) }
        record.assessments = items("assessment", counts) { $0.assessment($1) }
        record.outcomes = items("outcome", counts) { $0.outcome($1) }
        record.figures = items("figure", counts) { $0.figure($1) }
        record.disagreements = items("disagreement", counts) { $0.disagreement($1) }
        fillStudies(&record, counts)
        return record
    }

    mutating func series() -> CaseSeries {
        documentIDs = ["document-0"]
        var series = CaseSeries(id: "series-1")
        series.title = maybe { $0.text() }
        series.size = maybe { Int.random(in: 0...99, using: &$0.random) }
        series.criteria = list { $0.concept() }
        series.documents = [document("document-0")]
        series.documents[0].partOf = nil
        series.members = ["case-1", "case-2"]
        series.statistics = (0..<4).map { index in
            var item = CaseRecord.Statistic(
                id: ItemID(rawValue: "statistic-\(index)"), what: concept(), measure: concept(), value: value())
            item.count = maybe { Int.random(in: 0...99, using: &$0.random) }
            item.subset = maybe { $0.concept() }
            item.note = maybe { $0.text() }
            item.sources = spans()
            return item
        }
        series.note = maybe { $0.text() }
        series.sources = spans()
        return series
    }

    // MARK: Tools

    private mutating func maybe<Value>(_ make: (inout RecordGenerator) -> Value) -> Value? {
        Bool.random(using: &random) ? make(&self) : nil
    }

    private mutating func list<Value>(_ make: (inout RecordGenerator) -> Value) -> [Value] {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in make(&self) }
    }

    private mutating func one<Value>(of values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }

    private mutating func items<Item>(
        _ name: String, _ counts: [String: Int], _ make: (inout RecordGenerator, ItemID) -> Item
    ) -> [Item] {
        (0..<(counts[name] ?? 0)).map { make(&self, ItemID(rawValue: "\(name)-\($0)")) }
    }

    /// Puts the findings and measurements of studies and specimens into one of them.
    private mutating func fillStudies(_ record: inout CaseRecord, _ counts: [String: Int]) {
        let inStudy = (
            items("study-finding", counts) { $0.finding($1) }, items("study-measurement", counts) { $0.measurement($1) }
        )
        let inSpecimen = (
            items("specimen-finding", counts) { $0.finding($1) }, items("specimen-measurement", counts) { $0.measurement($1) }
        )
        // A record without a study or specimen gets one: their parts are referred to already.
        if record.imaging.isEmpty { record.imaging = [CaseRecord.ImagingStudy(id: "study-0", what: "scan")] }
        if record.specimens.isEmpty { record.specimens = [CaseRecord.Specimen(id: "specimen-0", what: "biopsy")] }
        (record.imaging[0].findings, record.imaging[0].measurements) = inStudy
        (record.specimens[0].findings, record.specimens[0].measurements) = inSpecimen
    }

    // MARK: Parts

    private mutating func text() -> String {
        let words = ["fibrosis", "\"quoted\" & <odd>", " leading and trailing ", "Größe µ", "two\nlines", "a\ttab"]
        return one(of: words) + String(Int.random(in: 0...9, using: &random))
    }

    private mutating func raw() -> String { one(of: ["", "NA", "60\\", "%200", text()]) }

    private mutating func concept() -> CaseRecord.Concept {
        CaseRecord.Concept(
            text(),
            codings: list { generator in
                CaseRecord.Coding(
                    system: "http://example.org/s\(Int.random(in: 0...9, using: &generator.random))",
                    code: "C-\(Int.random(in: 0...99_999, using: &generator.random))",
                    display: generator.maybe { $0.text() })
            })
    }

    private mutating func item() -> ItemID { one(of: ids) }

    private mutating func decimal() -> DecimalText {
        DecimalText(rawValue: one(of: ["2.30", "0", "-1", "1.10e3", "54", "0.000", "71.6"])) ?? DecimalText(0)
    }

    private mutating func quantity() -> CaseRecord.Quantity {
        var quantity = CaseRecord.Quantity(
            decimal(), ucum: one(of: ["a", "mo", "wk", "mg", nil]), unit: one(of: ["years", "a", nil]))
        quantity.comparator = one(of: [nil, nil] + CaseRecord.Comparator.allCases.map { $0 })
        quantity.approximate = Bool.random(using: &random)
        return quantity
    }

    /// Two quantities of one unit, the lower first, as a sound range has them (rule rng-2).
    private mutating func ends() -> (low: CaseRecord.Quantity, high: CaseRecord.Quantity) {
        var (low, high) = (quantity(), quantity())
        low.value = one(of: [DecimalText(-1), DecimalText(rawValue: "2.30") ?? DecimalText(2)])
        high.value = DecimalText(80)
        (high.unit, high.ucum) = (low.unit, low.ucum)
        return (low, high)
    }

    private mutating func amount() -> CaseRecord.Amount {
        let range = ends()
        return switch Int.random(in: 0...3, using: &random) {
        case 0: .range(low: range.low, high: range.high)
        case 1: .range(low: nil, high: quantity())
        case 2: .range(low: quantity(), high: nil)
        default: .quantity(quantity())
        }
    }

    private mutating func date() -> CaseRecord.PartialDate {
        CaseRecord.PartialDate(rawValue: one(of: ["2015", "2015-02", "2015-02-09", "2015-02-09T10:30:00+01:00"]))
            ?? one(of: [])
    }

    private mutating func reason() -> CaseRecord.AbsentReason { one(of: CaseRecord.AbsentReason.allCases) }

    private mutating func moment() -> CaseRecord.Moment {
        var moment = CaseRecord.Moment(date: maybe { $0.date() }, age: maybe { $0.amount() })
        moment.relative = maybe { generator in
            var time = CaseRecord.RelativeTime(
                generator.one(of: CaseRecord.TimeRelation.allCases), generator.item(), by: generator.maybe { $0.amount() })
            time.words = generator.maybe { $0.text() }
            return time
        }
        moment.raw = maybe { $0.raw() }
        if moment == CaseRecord.Moment() || Int.random(in: 0...5, using: &random) == 0 { moment.missing = reason() }
        return moment
    }

    private mutating func timing() -> CaseRecord.Timing {
        let start = moment()
        switch Int.random(in: 0...5, using: &random) {
        case 0: return .period(from: start, to: nil)
        case 1: return .period(from: nil, to: start)
        case 2: return .period(from: start, to: start)
        case 3:
            // Dates of a sound period can be compared (rule per-1): of one precision, and in order.
            var end = moment()
            if start.date != nil, end.date != nil { end.date = start.date }
            return .period(from: start, to: end)
        default: return .at(start)
        }
    }

    private mutating func value() -> CaseRecord.Value {
        switch Int.random(in: 0...8, using: &random) {
        case 0: return .quantity(quantity())
        case 1:
            let range = ends()
            return .range(low: range.low, high: Bool.random(using: &random) ? range.high : nil)
        case 2: return .ratio(CaseRecord.Ratio(decimal(), to: DecimalText(640)))
        case 3: return .integer(Int.random(in: -9...99, using: &random))
        case 4: return .concept(concept())
        case 5: return .text(text())
        case 6: return .boolean(Bool.random(using: &random))
        case 7: return .date(date())
        default: return .missing(reason())
        }
    }

    private mutating func stated<Value>(_ make: (inout RecordGenerator) -> Value) -> CaseRecord.Stated<Value> {
        let raw = maybe { $0.raw() }
        if Bool.random(using: &random) { return CaseRecord.Stated(missing: reason(), raw: raw) }
        return CaseRecord.Stated(make(&self), raw: raw)
    }

    private mutating func site() -> CaseRecord.Site {
        var site = CaseRecord.Site(
            name: maybe { $0.concept() }, side: maybe { $0.one(of: [.left, .right, .bilateral, .midline]) })
        let vertebrae = CaseRecord.Vertebra.allCases
        site.levels = list { generator in
            let upper = Int.random(in: vertebrae.indices, using: &generator.random)
            let lower = Int.random(in: upper..<vertebrae.count, using: &generator.random)
            return CaseRecord.VertebralExtent(from: vertebrae[upper], to: vertebrae[lower])
        }
        site.relation = maybe { $0.concept() }
        site.structures = list { $0.concept() }
        site.missing = maybe { $0.reason() }
        site.raw = maybe { $0.raw() }
        return site
    }

    private mutating func reasons() -> CaseRecord.Reasons {
        CaseRecord.Reasons(words: list { $0.concept() }, items: list { $0.item() })
    }

    private mutating func cause() -> CaseRecord.Cause {
        var cause = CaseRecord.Cause(item: item())
        if Bool.random(using: &random) {
            cause.what = concept()
            if Bool.random(using: &random) { cause.item = nil }
        }
        cause.certainty = maybe { $0.concept() }
        cause.excluded = Bool.random(using: &random)
        return cause
    }

    private mutating func decision() -> CaseRecord.Decision {
        var decision = CaseRecord.Decision(by: concept(), factor: maybe { $0.concept() })
        decision.person = maybe { $0.item() }
        return decision
    }

    private mutating func spans() -> [CaseRecord.SourceSpan] {
        if documentIDs.isEmpty { return [] }
        return list { generator in
            let first = Int.random(in: 1...90, using: &generator.random)
            var span = CaseRecord.SourceSpan(generator.one(of: generator.documentIDs), lines: first...(first + 3))
            span.section = generator.maybe { $0.text() }
            span.column = generator.maybe { $0.text() }
            span.quote = generator.maybe { $0.text() }
            return span
        }
    }

    // MARK: Items

    private mutating func subject() -> CaseRecord.Subject {
        var item = CaseRecord.Subject(id: "patient")
        item.sex = maybe { $0.stated { $0.one(of: CaseRecord.Sex.allCases) } }
        item.gender = maybe { $0.concept() }
        item.ethnicity = maybe { $0.concept() }
        item.birth = maybe { $0.stated { $0.date() } }
        item.vitalStatus = one(of: [nil, .alive, .deceased])
        item.death = maybe { $0.moment() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func document(_ id: ItemID) -> CaseRecord.Document {
        var item = CaseRecord.Document(id: id)
        item.kind = maybe { $0.concept() }
        item.partOf = documentIDs.isEmpty ? nil : maybe { $0.one(of: $0.documentIDs) }
        item.title = maybe { $0.stated { $0.text() } }
        item.authors = maybe { $0.stated { $0.text() } }
        item.published = maybe { $0.stated { $0.date() } }
        item.submitted = maybe { $0.stated { $0.date() } }
        item.accepted = maybe { $0.stated { $0.date() } }
        item.journal = maybe { $0.text() }
        item.pages = maybe { $0.text() }
        item.institution = maybe { $0.text() }
        item.label = maybe { $0.stated { $0.text() } }
        item.file = maybe { $0.text() }
        item.url = maybe { _ in "https://example.org/1" }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func person(_ id: ItemID) -> CaseRecord.Person {
        var item = CaseRecord.Person(id: id, profession: concept())
        if Bool.random(using: &random) {
            item.relationship = concept()
            if Bool.random(using: &random) { item.profession = nil }
        }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func visit(_ id: ItemID) -> CaseRecord.Visit {
        var item = CaseRecord.Visit(id: id, what: concept())
        item.place = maybe { $0.concept() }
        item.when = maybe { $0.timing() }
        item.reasons = reasons()
        item.discharge = maybe { $0.concept() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func condition(_ id: ItemID) -> CaseRecord.Condition {
        var item = CaseRecord.Condition(id: id, what: concept())
        item.status = maybe { $0.one(of: CaseRecord.ClinicalStatus.allCases) }
        item.verification = maybe { $0.one(of: CaseRecord.Verification.allCases) }
        item.certainty = maybe { $0.concept() }
        item.severity = maybe { $0.concept() }
        item.stages = list { $0.concept() }
        item.sites = list { $0.site() }
        item.onset = maybe { $0.moment() }
        item.diagnosed = maybe { $0.moment() }
        item.abatement = maybe { $0.moment() }
        item.visit = maybe { $0.item() }
        item.evidence = list { $0.item() }
        item.causes = list { $0.cause() }
        item.informant = maybe { $0.item() }
        item.raw = maybe { $0.raw() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func finding(_ id: ItemID) -> CaseRecord.Finding {
        var item = CaseRecord.Finding(id: id, what: concept())
        item.presence = one(of: [.present, .absent, .missing(reason())])
        item.certainty = maybe { $0.concept() }
        item.severity = maybe { $0.concept() }
        item.modifiers = list { $0.concept() }
        item.site = maybe { $0.site() }
        item.method = maybe { $0.concept() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.incidental = Bool.random(using: &random)
        item.focus = maybe { $0.item() }
        item.evidence = list { $0.item() }
        item.causes = list { $0.cause() }
        item.informant = maybe { $0.item() }
        item.raw = maybe { $0.raw() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func measurement(_ id: ItemID) -> CaseRecord.Measurement {
        var item = CaseRecord.Measurement(id: id, what: concept(), value: maybe { $0.value() })
        item.components = list { generator in
            var component = CaseRecord.Component(what: generator.concept(), value: generator.value())
            component.interpretation = generator.maybe { $0.concept() }
            return component
        }
        item.interpretation = maybe { $0.concept() }
        item.referenceRange = maybe { $0.amount() }
        item.certainty = maybe { $0.concept() }
        item.site = maybe { $0.site() }
        item.method = maybe { $0.concept() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.specimen = maybe { $0.item() }
        item.focus = maybe { $0.item() }
        item.informant = maybe { $0.item() }
        item.raw = maybe { $0.raw() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func study(_ id: ItemID) -> CaseRecord.ImagingStudy {
        var item = CaseRecord.ImagingStudy(id: id, what: concept())
        item.modality = maybe { $0.concept() }
        item.regions = list { $0.site() }
        item.views = list { $0.concept() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.reasons = reasons()
        item.reread = maybe { $0.moment() }
        item.conclusion = maybe { $0.concept() }
        item.certainty = maybe { $0.concept() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func procedure(_ id: ItemID) -> CaseRecord.Procedure {
        var item = CaseRecord.Procedure(id: id, what: concept(), status: one(of: CaseRecord.ProcedureStatus.allCases))
        item.sites = list { $0.site() }
        item.approaches = list { $0.concept() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.reasons = reasons()
        item.statusReason = maybe { $0.concept() }
        item.statusReasonItems = list { $0.item() }
        item.decisions = list { $0.decision() }
        item.focus = maybe { $0.item() }
        item.performer = maybe { $0.item() }
        item.outcome = maybe { $0.concept() }
        item.complications = list { $0.concept() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func specimen(_ id: ItemID) -> CaseRecord.Specimen {
        var item = CaseRecord.Specimen(id: id, what: concept())
        item.site = maybe { $0.site() }
        item.procedure = maybe { $0.item() }
        item.when = maybe { $0.timing() }
        item.conclusion = maybe { $0.concept() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func treatment(_ id: ItemID) -> CaseRecord.Treatment {
        var item = CaseRecord.Treatment(
            id: id, what: concept(), kind: one(of: CaseRecord.TreatmentKind.allCases),
            status: one(of: CaseRecord.TreatmentStatus.allCases))
        item.dose = maybe { generator in
            var dose = CaseRecord.Dose(text: generator.text())
            dose.amount = generator.maybe { $0.quantity() }
            dose.frequency = generator.maybe { Int.random(in: 1...4, using: &$0.random) }
            dose.period = generator.one(of: [nil, generator.quantity(), CaseRecord.Quantity(DecimalText(1), ucum: "wk")])
            dose.route = generator.maybe { $0.concept() }
            return dose
        }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.reasons = reasons()
        item.statusReason = maybe { $0.concept() }
        item.statusReasonItems = list { $0.item() }
        item.replaces = maybe { $0.item() }
        item.decisions = list { $0.decision() }
        item.informant = maybe { $0.item() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func request(_ id: ItemID) -> CaseRecord.Request {
        var item = CaseRecord.Request(id: id, what: concept(), status: one(of: CaseRecord.RequestStatus.allCases))
        item.performer = maybe { $0.concept() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.reasons = reasons()
        item.statusReason = maybe { $0.concept() }
        item.decisions = list { $0.decision() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func assessment(_ id: ItemID) -> CaseRecord.Assessment {
        var item = CaseRecord.Assessment(id: id, what: concept())
        item.prognosis = maybe { $0.concept() }
        item.about = list { $0.item() }
        item.evidence = list { $0.item() }
        item.certainty = maybe { $0.concept() }
        item.when = maybe { $0.moment() }
        item.visit = maybe { $0.item() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func outcome(_ id: ItemID) -> CaseRecord.Outcome {
        var item = CaseRecord.Outcome(id: id, what: concept())
        item.presence = one(of: [.present, .absent, .missing(reason())])
        item.of = list { $0.item() }
        item.when = maybe { $0.timing() }
        item.visit = maybe { $0.item() }
        item.evidence = list { $0.item() }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func figure(_ id: ItemID) -> CaseRecord.Figure {
        var item = CaseRecord.Figure(id: id, label: text(), what: concept())
        item.of = maybe { $0.item() }
        item.shows = list { $0.item() }
        item.views = list { $0.concept() }
        item.magnifications = list { $0.one(of: [40, 200]) }
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }

    private mutating func disagreement(_ id: ItemID) -> CaseRecord.Disagreement {
        var item = CaseRecord.Disagreement(id: id, what: concept(), between: [self.item(), self.item()])
        item.note = maybe { $0.text() }
        item.sources = spans()
        return item
    }
}
