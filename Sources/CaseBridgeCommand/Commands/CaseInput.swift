import CaseBridge

extension CaseFormat {
    /// Extensions of the files that a folder of case records stands for.
    static let extensions: [String] = ["yaml", "yml", "json"]
}

extension Input {
    /// The case record that the input holds: JSON if it begins with a brace, else YAML.
    func caseRecord() throws(CommandFailure) -> CaseRecord {
        let bytes: [UInt8] = try read()
        let first: UInt8? = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == nil { throw CommandFailure(.notInput, "\(name): the input is empty; a case record is YAML or JSON") }
        do throws(CaseReadError) {
            return try (first == UInt8(ascii: "{") ? CaseFormat.json : .yaml).read(CaseRecord.self, from: bytes)
        } catch {
            throw CommandFailure(.notInput, error.description(in: name))
        }
    }
}

extension TableMapping {
    /// The mapping in a file; what it names beside it is read from the same folder.
    static func load(_ path: String) throws(CommandFailure) -> TableMapping {
        let bytes: [UInt8] = try Input(name: path, stem: path).read()
        let folder: String = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        do throws(TableError) {
            return try TableMapping(yaml: bytes, file: path) { name in try? Input(name: folder + name, stem: name).read() }
        } catch {
            throw CommandFailure(error.code.status, error.description)
        }
    }
}

extension TableError.Code {
    /// A table that is none is faulty input; a mapping or column that is wrong makes a wrong call.
    var status: ExitStatus {
        switch self {
        case .notATable: .notInput
        default: .usage
        }
    }
}
