import FHIRCore
import FuzzSupport

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Finding.end { () throws(Laws.Broken) in
        try Laws.check(Array(UnsafeBufferPointer(start: start, count: count)), as: .xml)
    }
    return 0
}
