#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A broken law ends the process: that is how libFuzzer hears of it.
public enum Finding {
    /// Ends the process if the check throws.
    public static func end(_ check: () throws(Laws.Broken) -> Void) {
        do throws(Laws.Broken) {
            try check()
        } catch {
            end(error.description)
        }
    }

    /// Ends the process if a law does not hold.
    public static func require(_ condition: Bool, _ law: String) {
        if !condition { end(law) }
    }

    private static func end(_ law: String) -> Never {
        let line: [UInt8] = Array("broken: \(law)\n".utf8)
        _ = write(2, line, line.count)
        preconditionFailure(law)
    }
}
