import ArgumentParsing

/// `casebridge case`: case data to FHIR and back.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Carry case records and tables of cases into FHIR and back.",
        discussion: """
            Examples:
              casebridge case to-fhir case.yaml --to json --output-dir fhir/
              casebridge case to-fhir cases.csv --mapping mapping.yaml --to xml --output-dir fhir/
              casebridge case from-fhir fhir/ --to yaml --output-dir cases/
              casebridge case compare case.yaml back.yaml
            """,
        subcommands: [ToFHIRCommand.self, FromFHIRCommand.self, CompareCommand.self])
}
