import FHIRCore

/// One change of a document: which member or item, what happens to it, and what is put there.
struct Fault {
    private let place: Int
    private let kind: Int
    private let choice: Int
    private var passed: Int = 0

    /// - Parameter bytes: four bytes that choose.
    init(_ bytes: ArraySlice<UInt8>, in document: JSONValue) {
        let all: [Int] = bytes.map(Int.init)
        place = (all[0] << 8 | all[1]) % max(1, Fault.count(document))
        kind = all[2]
        choice = all[3]
    }

    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .object(let members): members.reduce(0) { $0 + 1 + count($1.value) }
        case .array(let items): items.reduce(0) { $0 + 1 + count($1) }
        default: 0
        }
    }

    mutating func put(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            return .object(
                members.flatMap { member -> [JSONMember] in
                    if !isHere() { return [JSONMember(member.name, put(member.value))] }
                    switch kind % 6 {
                    case 0: return []
                    case 1: return [member, member]
                    case 2: return [JSONMember(Fault.name(choice), member.value)]
                    case 3: return [JSONMember("_" + member.name, member.value)]
                    default: return [JSONMember(member.name, changed(member.value))]
                    }
                })
        case .array(let items):
            return .array(
                items.flatMap { item -> [JSONValue] in
                    if !isHere() { return [put(item)] }
                    switch kind % 4 {
                    case 0: return []
                    case 1: return [item, item]
                    default: return [changed(item)]
                    }
                })
        default: return value
        }
    }

    private mutating func isHere() -> Bool {
        passed += 1
        return passed - 1 == place
    }

    private static func name(_ choice: Int) -> String {
        let names: [String] = [
            "id", "extension", "modifierExtension", "contained", "reference", "valueString", "valueQuantity", "value", "url",
            "system",
            "code", "text", "resource", "fullUrl", "entry", "div", "meta", "nothing", "item", "answer", "",
        ]
        return names[choice % names.count]
    }

    private func changed(_ value: JSONValue) -> JSONValue {
        let texts: [String] = [
            "", " ", "#", "#x", "x", "Patient/1", "http://hl7.org/fhir/ValueSet/languages", "urn:uuid:0", "2020-02-30", "1e999",
            "-0",
            "\u{0}\u{1F600}\u{E000}", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><script/></div>", "urn:oid:1.2..3", "a|b|c",
            "*",
            "http://hl7.org/fhir/StructureDefinition/Patient", "%resource.descendants()", "[mg", "http://loinc.org", "85354-9",
        ]
        switch (kind / 6) % 8 {
        case 0, 1, 2: return .string(texts[choice % texts.count])
        case 3: return .number(["0", "-1", "1e400", "1.50", "99999999999999999999", "1e-9"][choice % 6])
        case 4: return [.null, .bool(true), .array([]), .object([]), .array([.null]), .array([.array([])])][choice % 6]
        case 5: return .array([value, value])
        case 6: return .object([JSONMember(Fault.name(choice), value)])
        default: return .array(Array(repeating: value, count: choice % 4))
        }
    }
}
