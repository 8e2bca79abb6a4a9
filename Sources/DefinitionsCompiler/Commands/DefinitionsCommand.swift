import Hashing

/// `definitions`: writes the tables that inputs are given for, and their lines of INPUTS.
struct DefinitionsCommand {
    private let output: String
    private var inputs: Inputs

    static func run(_ arguments: Arguments) throws(DefinitionsError) {
        var command = DefinitionsCommand(output: try arguments.required("output"))
        let lists: [CodeListTable] = try CodeListTable.all(arguments)
        if let path: String = lists.isEmpty ? try arguments.required("package") : arguments["package"] {
            let package = try Package.read(at: path)
            try command.write(
                TableWriter.bytes(try DefinitionsReader.read(package)), from: command.line("r4.definitions", package))
            try command.write(try ProfilesFile.bytes(package), from: command.line("r4.profiles", package))
            try command.write(try SearchFile.bytes(package), from: command.line("r4.search", package))
        }
        for list in lists { try command.write(list.bytes, from: list.input) }
        try Files.save(Array(command.inputs.text.utf8), to: "\(command.output)/INPUTS")
    }

    private init(output: String) {
        self.output = output
        inputs = Inputs.read(in: output)
    }

    private func line(_ table: String, _ package: Package) -> Inputs.Line {
        Inputs.Line(table: table, name: package.name, version: package.version, sha256: package.sha256)
    }

    private mutating func write(_ table: [UInt8], from input: Inputs.Line) throws(DefinitionsError) {
        try Files.save(table, to: "\(output)/\(input.table)")
        inputs.set(input)
    }
}
