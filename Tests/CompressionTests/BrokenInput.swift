import Compression
import Testing

/// Bytes that a reader must refuse, with the code that it must give.
struct BrokenInput: CustomTestStringConvertible {
    let bytes: [UInt8]
    let code: CompressionError.Code
    let reason: String

    init(_ bytes: [UInt8], _ code: CompressionError.Code, _ reason: String) {
        self.bytes = bytes
        self.code = code
        self.reason = reason
    }

    var testDescription: String { reason }
}
