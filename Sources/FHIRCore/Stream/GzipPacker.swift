import Compression

/// Packs bytes as one gzip stream, piece by piece.
public final class GzipPacker {
    private final class Packed { var bytes: [UInt8] = [] }

    private let packed = Packed()
    private let writer: GzipWriter

    /// A new stream.
    /// - Throws: `StreamError.compressed` if there is no memory for it.
    public init() throws(StreamError) {
        let packed: Packed = packed
        do throws(CompressionError) {
            writer = try GzipWriter { packed.bytes.append(contentsOf: $0) }
        } catch {
            throw .compressed(error.message)
        }
    }

    /// Takes the next bytes; gives what is packed so far and was not given yet.
    public func pack(_ bytes: UnsafeRawBufferPointer) throws(StreamError) -> [UInt8] {
        do throws(CompressionError) { try writer.write(bytes) } catch { throw .compressed(error.message) }
        return take()
    }

    /// Ends the stream; gives the rest.
    public func finish() throws(StreamError) -> [UInt8] {
        do throws(CompressionError) { try writer.finish() } catch { throw .compressed(error.message) }
        return take()
    }

    private func take() -> [UInt8] {
        defer { packed.bytes.removeAll(keepingCapacity: true) }
        return packed.bytes
    }
}
