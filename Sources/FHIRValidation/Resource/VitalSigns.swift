import FHIRCore

/// The profiles of vital signs that every Observation with one of their codes must fulfil (FHIR R4, observation-vitalsigns: where a
/// code that says more is used, the LOINC code of the vital sign stands beside it).
enum VitalSigns {
    private static let loinc: String = "http://loinc.org"
    private static let snomed: String = "http://snomed.info/sct"

    /// A vital sign: its profile, and the codes that name it or a special kind of it.
    private struct Sign {
        let profile: String
        let loinc: String
        let snomed: String
    }

    /// In the order in which a code is looked for.
    private static let signs: [Sign] = [
        Sign(profile: "vitalspanel", loinc: "85353-1", snomed: "46680005"),
        Sign(profile: "resprate", loinc: "9279-1 11291-2 19840-8 33438-3 76170-0 76171-8 76172-6 76270-8", snomed: ""),
        Sign(
            profile: "heartrate",
            loinc:
                "8867-4 11328-2 40443-4 55425-3 60978-4 68999-2 69000-8 73795-7 73799-9 76476-1 76477-9 8886-4 8889-8 8890-6 8891-4 8892-2 8893-0",
            snomed: "249043002 251670001 271306003 399017001 429525003 429614003 444981005"),
        Sign(
            profile: "oxygensat",
            loinc: "2708-6 19224-5 20564-1 2709-4 2710-2 2711-0 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0",
            snomed: "103228002 431314004 442349007 442440005 442476006 442734002 713194001"),
        Sign(
            profile: "bodytemp",
            loinc:
                "8310-5 60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 8329-5 8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8",
            snomed:
                "386725007 1222808002 276885007 300076005 307047009 364246006 415882003 415929009 415945006 415974002 431598003 698831002 698832009 708499008"
        ),
        Sign(
            profile: "bodyheight", loinc: "8302-2 3137-7 3138-5 8306-3 8308-9",
            snomed: "50373000 1153637007 1162392001 1162417005 1162418000 1162419008 1230278008"),
        Sign(profile: "headcircum", loinc: "9843-4 8287-5", snomed: "363812007 1269262007 169876006 363811000"),
        Sign(
            profile: "bodyweight", loinc: "29463-7 3141-9 3142-7 75292-3 79348-9 8350-1 8351-9",
            snomed: "1162415002 1162416001 424927000 425024002 735395000 784399000"),
        Sign(profile: "bmi", loinc: "39156-5 59574-4 89270-3", snomed: "60621009"),
        Sign(
            profile: "bp", loinc: "85354-9 35094-2 55284-4 76534-7 8459-0 8480-6",
            snomed:
                "75367002 163033001 163035008 251076008 271649006 271650006 386534000 386536003 399304008 407554009 407556006 716579001"
        ),
    ]

    private static let base: String = "http://hl7.org/fhir/StructureDefinition/"

    /// The canonical addresses of the profiles.
    static let profiles: Set<String> = Set(signs.map { base + $0.profile })

    /// By system and code, the number of the sign.
    private static let numbers: [String: Int] = {
        var numbers: [String: Int] = [:]
        for (number, sign) in signs.enumerated() {
            for code in sign.loinc.split(separator: " ") { numbers["\(loinc)|\(code)"] = number }
            for code in sign.snomed.split(separator: " ") { numbers["\(snomed)|\(code)"] = number }
        }
        return numbers
    }()

    /// The profile that the codes of an observation ask for, and the code that did; those of LOINC go before those of SNOMED CT.
    static func profile(_ codings: [CodedValue.Coding]) -> (url: String, code: String)? {
        for system in [loinc, snomed] {
            let found: [(number: Int, code: String)] = codings.filter { $0.system == system }.compactMap { coding in
                numbers["\(system)|\(coding.code)"].map { ($0, "\(system)|\(coding.code)") }
            }
            if let first = found.min(by: { $0.number < $1.number }) { return (base + signs[first.number].profile, first.code) }
        }
        return nil
    }
}

/// Observations with the code of a vital sign are checked against its profile without being asked to.
enum VitalSignsRule: ResourceRule {
    static let types: [String] = ["Observation"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let field = context.schema.field("code", of: context.tree.type(of: resource)) else { return }
        let code: NodeIndex = context.tree.child(of: resource, in: field)
        guard code != .none else { return }
        let codings: [CodedValue.Coding] = context.codedValue(code).codings
        guard let sign = VitalSigns.profile(codings), !context.claims(resource, sign.url) else { return }
        let message: String = "checked against the profile of a vital sign, \(sign.url), because of the code \(sign.code)"
        let id = MessageID("VALIDATION_VAL_PROFILE_SIGNPOST_OBS")
        context.report(Finding(.information, .informational, id, message), at: resource)
        context.validate(resource, against: sign.url, askedBy: nil)
    }
}

extension ValidationContext {
    /// The resource names the profile in its meta element, so that it is checked against it anyway.
    func claims(_ resource: NodeIndex, _ profile: String) -> Bool {
        let claimed: [Element] = tree.element(resource).child(named: "meta")?.children(named: "profile") ?? []
        return claimed.contains { $0.value == profile }
    }
}
