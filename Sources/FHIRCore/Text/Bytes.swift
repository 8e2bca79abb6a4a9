extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with the readers' typed error.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws(ReadError) -> Result) throws(ReadError) -> Result {
        let result: Swift.Result<Result, ReadError> = withUnsafeBytes { buffer in
            do throws(ReadError) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
