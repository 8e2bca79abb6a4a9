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
            case .definitions: try compileDefinitions(arguments)
            case .models: break
            }
        } catch {
            Files.report("\(error)")
            exit(error.file == "command line" ? 2 : 3)
        }
    }

    private static func compileDefinitions(_ arguments: Arguments) throws(DefinitionsError) {
        let output: String = try arguments.required("output")
        let package = try Package.read(at: try arguments.required("package"))
        try Files.save(TableWriter.bytes(try DefinitionsReader.read(package)), to: "\(output)/r4.definitions")
    }
}
