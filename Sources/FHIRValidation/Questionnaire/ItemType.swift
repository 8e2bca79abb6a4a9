import FHIRCore

/// What kind of item a Questionnaire has (FHIR R4, http://hl7.org/fhir/item-type).
enum ItemType: String, Sendable {
    case group, display, question, boolean, decimal, integer, date, dateTime, time, string, text, url, choice
    case openChoice = "open-choice"
    case attachment, reference, quantity

    /// It can have items of its own beside answers' ones, and no answers.
    var isGroup: Bool { self == .group || self == .question }

    /// Names of the types that an answer may have; empty where there is no answer.
    var answerTypes: [String] {
        switch self {
        case .group, .display, .question: []
        case .boolean: ["boolean"]
        case .decimal: ["decimal"]
        case .integer: ["integer"]
        case .date: ["date"]
        case .dateTime: ["dateTime"]
        case .time: ["time"]
        case .string, .text: ["string"]
        case .url: ["uri"]
        case .choice, .openChoice: ["Coding", "date", "time", "integer", "string"]
        case .attachment: ["Attachment"]
        case .reference: ["Reference"]
        case .quantity: ["Quantity"]
        }
    }
}
