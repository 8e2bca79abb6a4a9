internal import CLibArchive

/// How much an archive may hold. The defaults suit FHIR packages, of which the largest hold some hundred megabytes.
public struct ArchiveLimits: Sendable {
    /// Unpacked bytes of the whole archive, headers included.
    public var totalBytes: Int
    /// Unpacked bytes of one entry, which is read into memory as a whole.
    public var entryBytes: Int
    /// Entries, folders and links included.
    public var entries: Int

    /// Takes the limits; what is not given has the default.
    public init(totalBytes: Int = 4 << 30, entryBytes: Int = 512 << 20, entries: Int = 250_000) {
        self.totalBytes = totalBytes
        self.entryBytes = entryBytes
        self.entries = entries
    }
}

/// The head of one entry of an archive.
public struct ArchiveEntry: Hashable, Sendable {
    /// What an entry is.
    public enum Kind: Sendable {
        /// A file with contents.
        case file
        /// A folder.
        case folder
        /// A hard or symbolic link, a device or the like: it has no contents here.
        case other
    }

    /// The path as written in the archive, `package/package.json` say. It is not to be trusted as a place to write to.
    public let path: String
    /// What it is.
    public let kind: Kind
    /// The number of bytes that its head promises.
    public let byteCount: Int
}

/// Reads a tar archive (POSIX ustar and pax, GNU), packed with gzip or not, entry by entry, from memory or from a stream.
///
///     let archive = try ArchiveReader(bytes)
///     while let entry = try archive.next() {
///         if entry.path.hasSuffix(".json") { use(try archive.contents()) }
///     }
///
/// Nothing is ever written to disk. gzip's check sum is verified, also behind the last entry.
public final class ArchiveReader {
    private let input: ArchiveInput
    private let archive: OpaquePointer
    private let limits: ArchiveLimits
    private var entriesRead = 0
    private var contentBytes = 0
    private var current: ArchiveEntry?
    private var isAtEnd = false

    /// Reads an archive that is in memory.
    public convenience init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(CompressionError) {
        try self.init(source: ByteSource(bytes), limits: limits)
    }

    /// Reads the archive that `pull` gives.
    public convenience init(limits: ArchiveLimits = ArchiveLimits(), pull: @escaping BytePull) throws(CompressionError) {
        try self.init(source: ByteSource(pull: pull), limits: limits)
    }

    private init(source: ByteSource, limits: ArchiveLimits) throws(CompressionError) {
        input = try ArchiveInput(source: source, maximumBytes: limits.totalBytes)
        guard let archive = archive_read_new() else {
            throw CompressionError(.outOfMemory, "no memory for an archive reader")
        }
        self.archive = archive
        self.limits = limits
        archive_read_support_format_tar(archive)
        let status = archive_read_open(
            archive, Unmanaged.passUnretained(input).toOpaque(), nil,
            { _, input, block in
                guard let input, let block else { return -1 }
                return Unmanaged<ArchiveInput>.fromOpaque(input).takeUnretainedValue().nextBlock(block)
            }, nil)
        guard status == ARCHIVE_OK else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
    }

    /// The head of the next entry; nil at the end.
    public func next() throws(CompressionError) -> ArchiveEntry? {
        current = nil
        guard !isAtEnd else { return nil }
        var head: OpaquePointer?
        let status = archive_read_next_header(archive, &head)
        if let failure = input.failure { throw failure }
        if status == ARCHIVE_EOF {
            // What follows the last entry is read too, for the check sum's sake.
            try input.drain()
            isAtEnd = true
            return nil
        }
        // A warning means that some attribute, an owner's name say, could not be understood.
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let head else { throw failure() }
        entriesRead += 1
        guard entriesRead <= limits.entries else {
            throw CompressionError(
                .tooManyEntries, "the archive holds more than the \(limits.entries) entries that are allowed",
                offset: input.offset)
        }
        current = try entry(head)
        return current
    }

    /// The bytes of the entry that `next` gave last: all of them at the first call, none at a second.
    public func contents() throws(CompressionError) -> [UInt8] {
        guard let entry = current, entry.kind == .file else { return [] }
        current = nil
        guard entry.byteCount <= limits.entryBytes else {
            throw CompressionError(
                .tooManyBytes, "\(entry.path) has \(entry.byteCount) bytes, where \(limits.entryBytes) are allowed",
                offset: input.offset)
        }
        // Counted apart from the archive's own bytes: a sparse file unpacks to more than it takes up.
        contentBytes += entry.byteCount
        guard contentBytes <= limits.totalBytes else {
            throw CompressionError(
                .tooManyBytes, "the archive unpacks to more than the \(limits.totalBytes) bytes that are allowed",
                offset: input.offset)
        }
        var status = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: entry.byteCount) { buffer, count in
            while count < entry.byteCount {
                status = archive_read_data(archive, buffer.baseAddress! + count, entry.byteCount - count)
                guard status > 0 else { break }
                count += status
            }
        }
        guard status >= 0, bytes.count == entry.byteCount else { throw failure() }
        return bytes
    }

    private func entry(_ head: OpaquePointer) throws(CompressionError) -> ArchiveEntry {
        guard let characters = archive_entry_pathname_utf8(head) ?? archive_entry_pathname(head),
            let path = String(validatingCString: characters)
        else {
            throw CompressionError(
                .badPath, "entry \(entriesRead) of the archive has no path, or one that is not UTF-8", offset: input.offset)
        }
        let kind: ArchiveEntry.Kind =
            switch archive_entry_filetype(head) {
            case _ where archive_entry_hardlink(head) != nil: .other
            case fileType: .file
            case folderType: .folder
            default: .other
            }
        return ArchiveEntry(path: path, kind: kind, byteCount: Int(archive_entry_size(head)))
    }

    /// What went wrong: in the input, or else as libarchive says.
    private func failure() -> CompressionError {
        if let failure = input.failure { return failure }
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        let code: CompressionError.Code =
            entriesRead == 0 ? .notAnArchive : reason.hasPrefix("Truncated") ? .truncated : .corrupt
        let what = entriesRead == 0 ? "the input is no tar archive" : "the archive is damaged after \(entriesRead) entries"
        return CompressionError(code, "\(what): \(reason)", offset: input.offset)
    }
}

/// `AE_IFREG` and `AE_IFDIR` of archive_entry.h, whose casts Swift does not import.
private let fileType: mode_t = 0o100000
private let folderType: mode_t = 0o040000
