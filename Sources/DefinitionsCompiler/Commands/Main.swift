#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Compiles the official definitions of FHIR into the tables and the typed models of CaseBridge.
@main
struct Main {
    static func main() {
        do {
            let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
            switch arguments.command {
            case .definitions: try DefinitionsCommand.run(arguments)
            case .models: try ModelsCommand.run(arguments)
            }
        } catch {
            Files.report("\(error)")
            exit(error.file == Arguments.place ? 2 : 3)
        }
    }
}
