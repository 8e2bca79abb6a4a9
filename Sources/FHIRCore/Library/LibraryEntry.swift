/// A definition of a library and where its text is.
struct LibraryEntry: Sendable {
    enum Place: Sendable {
        case text([UInt8], Range<Int>)
        case file(String)
        case element(Element)
    }

    let head: ResourceHead
    let place: Place
    /// The package that it came with, by its number in the library.
    let package: Int?

    /// The definition, read now; nil if its text is no resource of the schema.
    func read(schema: Schema) -> Element? {
        switch place {
        case .element(let element): return element
        case .file(let path):
            guard let bytes = try? ByteInput(path: path).readAll() else { return nil }
            return (try? ElementTree.read(bytes, schema: schema))?.root
        case .text(let bytes, let range):
            return bytes.withUnsafeBytes { buffer in
                let text = UnsafeRawBufferPointer(rebasing: buffer[range])
                return (try? ElementTree.read(json: text, schema: schema))?.root
            }
        }
    }
}

/// A package that a library has definitions of (FHIR package specification, `package.json`).
public struct LibraryPackage: Sendable, Hashable {
    /// A package that another one builds on.
    public struct Dependency: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The version asked for; `4.0.x` stands for any of that line, `latest` for any.
        public let version: String

        /// A version of it will do.
        func accepts(_ found: String) -> Bool {
            if version == found || version == "latest" || version == "*" { return true }
            guard version.hasSuffix(".x") else { return false }
            return found.hasPrefix(version.dropLast(1))
        }
    }

    /// Its name, such as `hl7.fhir.us.core`.
    public let name: String
    /// Its version.
    public let version: String
    /// The FHIR versions that it is for.
    public let fhirVersions: [String]
    /// What it builds on, in the order of the text.
    public let dependencies: [Dependency]

    /// Reads a `package.json`; nil if it is none.
    init?(_ bytes: [UInt8]) {
        guard let manifest = try? JSONValue.read(bytes), let name = manifest["name"]?.string else { return nil }
        self.name = name
        version = manifest["version"]?.string ?? ""
        let versions: JSONValue? = manifest["fhirVersions"] ?? manifest["fhir-version-list"]
        fhirVersions = versions?.array.compactMap(\.string) ?? []
        dependencies = (manifest["dependencies"]?.members ?? []).compactMap { member in
            member.value.string.map { Dependency(name: member.name, version: $0) }
        }
    }

    /// Its definitions are those of another FHIR version.
    func isForeign(to fhirVersion: String) -> Bool {
        let line: Substring = fhirVersion.prefix(3)
        return !fhirVersions.isEmpty && !fhirVersions.contains { $0.hasPrefix(line) }
    }
}
