import ArgumentParsing
import CaseBridge

/// The command line, product `casebridge`.
@main
struct CaseBridgeTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casebridge",
        abstract: "Carry clinical case data into FHIR R4 and back, and check what arrives.",
        discussion: """
            Examples:
              casebridge case to-fhir case.yaml --to json --output-dir fhir/
              casebridge case from-fhir fhir/case.json --to yaml
              casebridge convert bundle.json --to xml
              casebridge validate bundles/ --format json
            """,
        version: "casebridge \(caseBridgeVersion) (FHIR \(Schema.r4.fhirVersion))",
        subcommands: [ConvertCommand.self, ValidateCommand.self, PathCommand.self, CaseCommand.self])
}
