/// `models`: writes the typed models, and removes those of an earlier run that are not written any more.
enum ModelsCommand {
    static func run(_ arguments: Arguments) throws(DefinitionsError) {
        let output: String = try arguments.required("output")
        let definitions: Definitions = try DefinitionsReader.read(try Package.read(at: try arguments.required("package")))
        let files: [(name: String, bytes: [UInt8])] = try Self.files(definitions, resources: try resources(in: output))
        for stale in try Files.names(in: output) where stale.hasSuffix(".swift") && !files.contains(where: { $0.name == stale }) {
            try Files.remove("\(output)/\(stale)")
        }
        for (name, bytes) in files { try Files.saveIfChanged(bytes, to: "\(output)/\(name)") }
    }

    /// The resource types to write: `RESOURCES` in the folder of the models, a name a line; `#` starts a comment.
    static func resources(in folder: String) throws(DefinitionsError) -> [String] {
        let text = String(decoding: try Files.bytes(of: "\(folder)/RESOURCES"), as: UTF8.self)
        return text.split(separator: "\n").map { $0.prefix { $0 != "#" }.filter { $0 != " " } }.filter { !$0.isEmpty }
    }

    /// All files, by name.
    static func files(
        _ definitions: Definitions, resources: [String]
    ) throws(DefinitionsError) -> [(name: String, bytes: [UInt8])] {
        let plan = try ModelPlan(definitions, resources: resources)
        var files: [(name: String, bytes: [UInt8])] = [("Primitives.swift", PrimitiveWriter.file(for: plan.primitives))]
        if let open = ChoiceWriter.openFile(plan: plan) { files.append(("\(ChoiceWriter.openTypeName).swift", open)) }
        for root in plan.roots { files.append(("\(root.name).swift", ViewWriter.file(for: root, plan: plan))) }
        for type in plan.codeTypes.values.sorted(by: { $0.name < $1.name }) {
            files.append(("Code\(type.name).swift", CodeTypeWriter.file(for: type)))
        }
        return files
    }
}
