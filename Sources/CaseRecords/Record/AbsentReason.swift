extension CaseRecord {
    /// Why there is no value (FHIR R4, value set `data-absent-reason`). Not to be taken for "not present", which is a finding.
    public enum AbsentReason: String, Codable, Hashable, Sendable, CaseIterable {
        /// The value is expected to exist but is not known; a cell `NA`.
        case unknown
        /// The source was asked and does not know.
        case askedUnknown = "asked-unknown"
        /// There is reason to expect that it will be known later.
        case temporarilyUnknown = "temp-unknown"
        /// Nobody asked.
        case notAsked = "not-asked"
        /// Asked, and the answer was declined.
        case askedDeclined = "asked-declined"
        /// Kept back for privacy.
        case masked
        /// There is no proper value for this subject.
        case notApplicable = "not-applicable"
        /// The source cannot hold such a value.
        case unsupported
        /// The content is in the raw text only: read, but of no certain meaning (an ambiguous date).
        case asText = "as-text"
        /// The source's value cannot be right (a year `20012`).
        case error
        /// The value is no number.
        case notANumber = "not-a-number"
        /// Too low to be represented.
        case negativeInfinity = "negative-infinity"
        /// Too high to be represented.
        case positiveInfinity = "positive-infinity"
        /// The examination was not done.
        case notPerformed = "not-performed"
        /// The value may not be given.
        case notPermitted = "not-permitted"
    }
}
