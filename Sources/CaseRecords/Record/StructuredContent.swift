extension CaseRecord {
    /// The record without what is kept for people only: remarks, texts as printed, and places in sources.
    ///
    /// What remains is what a format must carry in structured elements to be said to carry the record.
    public var structured: CaseRecord {
        var record = self
        record.documents.dropTexts()
        record.subject.dropText()
        record.people.dropTexts()
        record.visits.dropTexts()
        record.conditions.dropTexts()
        record.findings.dropTexts()
        record.measurements.dropTexts()
        record.scores.dropTexts()
        record.serology.dropTexts()
        record.imaging.dropTexts()
        record.procedures.dropTexts()
        record.specimens.dropTexts()
        record.treatments.dropTexts()
        record.requests.dropTexts()
        record.assessments.dropTexts()
        record.outcomes.dropTexts()
        record.figures.dropTexts()
        record.disagreements.dropTexts()
        return record
    }
}

extension CaseItem {
    /// Drops what is kept for people only.
    fileprivate mutating func dropText() {
        note = nil
        sources = []
        guard var texts = self as? any PrintedTexts else { return }
        texts.dropPrinted()
        self = texts as? Self ?? self
    }
}

extension Array where Element: CaseItem {
    fileprivate mutating func dropTexts() {
        for index in indices { self[index].dropText() }
    }
}

/// An item that keeps texts as printed beside their readings.
private protocol PrintedTexts {
    mutating func dropPrinted()
}

extension CaseRecord.Document: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        title?.raw = nil
        authors?.raw = nil
        published?.raw = nil
        submitted?.raw = nil
        accepted?.raw = nil
        label?.raw = nil
    }
}

extension CaseRecord.Subject: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        sex?.raw = nil
        birth?.raw = nil
        death?.raw = nil
    }
}

extension CaseRecord.Visit: PrintedTexts {
    fileprivate mutating func dropPrinted() { when?.dropPrinted() }
}

extension CaseRecord.Condition: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        raw = nil
        onset?.raw = nil
        diagnosed?.raw = nil
        abatement?.raw = nil
        for index in sites.indices { sites[index].raw = nil }
    }
}

extension CaseRecord.Finding: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        raw = nil
        site?.raw = nil
        when?.dropPrinted()
    }
}

extension CaseRecord.Measurement: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        raw = nil
        site?.raw = nil
        when?.dropPrinted()
    }
}

extension CaseRecord.ImagingStudy: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        when?.dropPrinted()
        reread?.raw = nil
        for index in regions.indices { regions[index].raw = nil }
        findings.dropTexts()
        measurements.dropTexts()
    }
}

extension CaseRecord.Specimen: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        when?.dropPrinted()
        site?.raw = nil
        findings.dropTexts()
        measurements.dropTexts()
    }
}

extension CaseRecord.Procedure: PrintedTexts {
    fileprivate mutating func dropPrinted() {
        when?.dropPrinted()
        for index in sites.indices { sites[index].raw = nil }
    }
}

extension CaseRecord.Treatment: PrintedTexts {
    fileprivate mutating func dropPrinted() { when?.dropPrinted() }
}

extension CaseRecord.Request: PrintedTexts {
    fileprivate mutating func dropPrinted() { when?.dropPrinted() }
}

extension CaseRecord.Assessment: PrintedTexts {
    fileprivate mutating func dropPrinted() { when?.raw = nil }
}

extension CaseRecord.Outcome: PrintedTexts {
    fileprivate mutating func dropPrinted() { when?.dropPrinted() }
}

extension CaseRecord.Timing {
    fileprivate mutating func dropPrinted() {
        switch self {
        case .at(var moment):
            moment.raw = nil
            self = .at(moment)
        case .period(var start, var end):
            start?.raw = nil
            end?.raw = nil
            self = .period(from: start, to: end)
        }
    }
}
