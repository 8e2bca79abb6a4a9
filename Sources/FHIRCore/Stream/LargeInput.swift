#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A large input that can be read more than once: a file is opened again, a pipe is spooled to disk when that is needed.
public final class LargeInput {
    /// Gives an input from its start.
    public typealias Open = () throws(StreamError) -> ByteInput

    /// JSON or XML.
    public let format: ResourceFormat
    private let reopen: Open?
    private var input: ByteInput?
    private var spool: Spool?
    private let head: [UInt8]

    init(_ input: ByteInput, format: ResourceFormat, head: [UInt8], reopen: Open?) {
        self.input = input
        self.format = format
        self.reopen = reopen
        self.head = Array(head.prefix(1 << 16))
    }

    /// The input from its start.
    public func open() throws(StreamError) -> ByteInput {
        if let reopen { return try reopen() }
        if let spool { return spool.open() }
        guard let input else { throw .unreadable("the input cannot be read again") }
        let made = try Spool(input)
        self.input = nil
        spool = made
        return made.open()
    }

    /// All its bytes, for those who need it as a whole after all. What is wrong at its start is told before the rest is read.
    package func readAll(limit: Int = Int.max) throws(StreamError) -> [UInt8] {
        if let faultAtStart { throw .content(faultAtStart) }
        if let input, spool == nil {
            self.input = nil
            return try input.readAll(limit: limit)
        }
        return try open().readAll(limit: limit)
    }

    /// The input itself, if it cannot be opened again and one pass over it is enough to make lines of a bundle.
    public func once() -> ByteInput? {
        guard reopen == nil, let input, namesTypeFirst() else { return nil }
        self.input = nil
        return input
    }

    /// What is wrong whatever follows: hostile depth, no resource. A fault near the end of what is looked at comes of the cut.
    private(set) lazy var faultAtStart: ReadError? = {
        if head.withUnsafeBytes({ XMLEncoding.declared($0) }) != nil { return nil }
        do throws(ReadError) {
            _ = try ElementTree.read(head)
            return nil
        } catch {
            guard let position = error.position, position.offset < head.count - 1 << 12 else { return nil }
            return error
        }
    }()

    /// XML has its type in the root's name; JSON may have it anywhere, and as a rule has it first.
    private func namesTypeFirst() -> Bool {
        if format == .xml { return true }
        let text: [UInt8] = head.prefix(1 << 12).filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return text.starts(with: Array(#"{"resourceType":"Bundle""#.utf8))
    }

    /// Whether a first line that is larger than what was looked at is followed by another document.
    func isLines(_ form: TextForm) throws(StreamError) -> Bool {
        let again: ByteInput = try open()
        var form: TextForm = form.restarted
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while form.state == .open {
            let count: Int = try again.read(into: block)
            if count == 0 { return false }
            _ = form.feed(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
        return form.state == .lines
    }
}

extension TextForm {
    fileprivate var restarted: TextForm { TextForm(isNamedLines: false) }
}

/// A temporary file that has no name: it is gone with the process, whatever ends it.
private final class Spool {
    private let file: OpenFile

    /// Takes all bytes of an input.
    init(_ input: ByteInput) throws(StreamError) {
        let folder: String = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template: [CChar] = Array((folder + "/casebridge.XXXXXX").utf8CString)
        let descriptor: Int32 = mkstemp(&template)
        if descriptor < 0 { throw .unreadable("the input cannot be spooled to \(folder): \(OpenFile.systemMessage())") }
        unlink(&template)
        file = OpenFile(descriptor: descriptor, isOwned: true)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count: Int = try input.read(into: block)
            if count == 0 { return }
            var done: Int = 0
            while done < count {
                let written: Int = write(descriptor, block.baseAddress.map { $0 + done }, count - done)
                if written < 0 && errno == EINTR { continue }
                if written < 0 { throw .unreadable("the input cannot be spooled to \(folder): \(OpenFile.systemMessage())") }
                done += written
            }
        }
    }

    func open() -> ByteInput {
        var offset: Int = 0
        return ByteInput { [file] (buffer) throws(StreamError) in
            while true {
                let count: Int = pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
                if count < 0 && errno == EINTR { continue }
                if count < 0 { throw .unreadable(OpenFile.systemMessage()) }
                offset += count
                return count
            }
        }
    }
}
