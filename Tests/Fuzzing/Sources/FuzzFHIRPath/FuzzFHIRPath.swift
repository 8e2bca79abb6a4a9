import FHIRCore
import FuzzSupport

/// What libFuzzer calls with every input: the first byte chooses the resource and the manner, the rest is the expression.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let choice = bytes.first else { return 0 }
    ExpressionLaws.check(String(decoding: bytes.dropFirst(), as: UTF8.self), choice: Int(choice))
    return 0
}
