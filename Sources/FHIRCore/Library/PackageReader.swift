import Compression

/// A package's definitions with its manifest.
struct LoadedPackage {
    let manifest: LibraryPackage
    let entries: [LibraryEntry]
}

/// Reads FHIR packages, packed or unpacked: the JSON files of the folder `package` and what they are looked up by.
enum PackageReader {
    /// The name is one of a packed package.
    static func isArchive(_ path: String) -> Bool { path.hasSuffix(".tgz") || path.hasSuffix(".tar.gz") }

    /// A package by its path.
    static func read(_ path: String) throws(LibraryError) -> LoadedPackage {
        FolderListing.kind(path) == .folder ? try folder(path) : try archive(path)
    }

    // MARK: Packed

    /// A .tgz file; nothing is written to disk.
    static func archive(_ path: String) throws(LibraryError) -> LoadedPackage {
        var files: [(name: String, bytes: [UInt8])] = []
        do throws(StreamError) {
            let input: ByteInput = try ByteInput(path: path)
            files = try unpack(input)
        } catch {
            if case .unreadable(let reason) = error {
                throw LibraryError(.unreadable, "\(path): cannot be read: \(reason); check the path")
            }
            throw LibraryError(
                .brokenPackage, "\(path): no package, or a broken one: \(error); single definitions are for --load")
        }
        guard let own = files.first(where: { $0.name == "package.json" }), let manifest = LibraryPackage(own.bytes) else {
            throw LibraryError(
                .brokenPackage, "\(path): a broken package: it has no package/package.json with a name; get it again")
        }
        var entries: [LibraryEntry] = []
        for (name, bytes) in files where name != "package.json" {
            guard let head = try head(bytes, "\(path): package/\(name)") else { continue }
            entries.append(LibraryEntry(head: head, place: .text(bytes, 0..<bytes.count), package: nil))
        }
        return LoadedPackage(manifest: manifest, entries: entries)
    }

    /// The JSON files that stand right in the folder `package`.
    private static func unpack(_ input: ByteInput) throws(StreamError) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        do throws(CompressionError) {
            let archive = try ArchiveReader { try input.read(into: $0) }
            while let entry = try archive.next() {
                let parts: [Substring] = entry.path.split(separator: "/").filter { $0 != "." }
                guard entry.kind == .file, parts.count == 2, parts[0] == "package", isWanted(parts[1]) else { continue }
                files.append((String(parts[1]), try archive.contents()))
            }
        } catch {
            if let cause = error.underlying as? StreamError { throw cause }
            throw .compressed(error.message)
        }
        return files
    }

    /// What a file's definition is looked up by; nil if it is no resource with an address.
    private static func head(_ bytes: [UInt8], _ place: String) throws(LibraryError) -> ResourceHead? {
        do throws(JSONFault) {
            guard let head = try ResourceHead.read(bytes), !head.url.isEmpty, !head.type.isEmpty else { return nil }
            return head
        } catch {
            throw LibraryError(.brokenPackage, "\(place): no JSON, so the package is broken; get it again")
        }
    }

    private static func isWanted(_ name: Substring) -> Bool { name.hasSuffix(".json") && !name.hasPrefix(".") }

    // MARK: Unpacked

    /// The folder of a package in a folder of packages; nil if it is not there.
    static func folder(of wanted: LibraryPackage.Dependency, in packages: String) -> String? {
        let exact: String = packages + "/" + wanted.name + "#" + wanted.version
        if FolderListing.kind(exact) == .folder { return exact }
        let versions: [String] = (FolderListing.names(in: packages) ?? []).compactMap { name in
            name.hasPrefix(wanted.name + "#") ? String(name.dropFirst(wanted.name.count + 1)) : nil
        }
        let newest: String? = versions.filter(wanted.accepts).max { Canonical.isOlder($0, $1) }
        return newest.map { packages + "/" + wanted.name + "#" + $0 }
    }

    /// An unpacked package: a folder with `package.json`, or one with that in a folder `package`.
    static func folder(_ path: String) throws(LibraryError) -> LoadedPackage {
        let inner: String = path + "/package"
        let base: String = FolderListing.kind(inner + "/package.json") == .file ? inner : path
        guard let names = FolderListing.names(in: base) else {
            throw LibraryError(.unreadable, "\(path): cannot be read; check the path and its permissions")
        }
        guard names.contains("package.json"), let manifest = LibraryPackage(try LibraryLoader.read(base + "/package.json")) else {
            throw LibraryError(.brokenPackage, "\(path): no package: it has no package.json with a name; get it again")
        }
        let index: [String: ResourceHead?] = index(of: base)
        var entries: [LibraryEntry] = []
        for name in names where isWanted(name[...]) && name != "package.json" {
            let file: String = base + "/" + name
            if let head = index[name] {
                if let head { entries.append(LibraryEntry(head: head, place: .file(file), package: nil)) }
                continue
            }
            guard let head = try head(try LibraryLoader.read(file), file) else { continue }
            entries.append(LibraryEntry(head: head, place: .file(file), package: nil))
        }
        return LoadedPackage(manifest: manifest, entries: entries)
    }

    /// What the package's own index says of its files; nil for a file that has no address.
    private static func index(of folder: String) -> [String: ResourceHead?] {
        guard let bytes = try? LibraryLoader.read(folder + "/.index.json"), let index = try? JSONValue.read(bytes) else {
            return [:]
        }
        var heads: [String: ResourceHead?] = [:]
        for file in index["files"]?.array ?? [] {
            guard let name = file["filename"]?.string, let type = file["resourceType"]?.string else { continue }
            let head: ResourceHead? = file["url"]?.string.map {
                ResourceHead(type: type, url: $0, version: file["version"]?.string)
            }
            heads[name] = .some(head)
        }
        return heads
    }
}
