#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory for large trees: in huge pages where the system has them. Fetching a document of megabytes page by page of 4 KB took
/// as long as parsing it.
enum LargeMemory {
    private static let pageSize: Int = 1 << 21

    /// Uninitialised room for values without references.
    static func allocate<Value>(_ type: Value.Type, _ capacity: Int) -> UnsafeMutablePointer<Value> {
        let size: Int = capacity * MemoryLayout<Value>.stride
        #if canImport(Glibc)
            var memory: UnsafeMutableRawPointer?
            if size >= pageSize, posix_memalign(&memory, pageSize, size) == 0, let memory {
                madvise(memory, size, MADV_HUGEPAGE)
                return memory.bindMemory(to: Value.self, capacity: capacity)
            }
        #endif
        guard let memory = malloc(max(size, 1)) else { return UnsafeMutablePointer<Value>.allocate(capacity: capacity) }
        return memory.bindMemory(to: Value.self, capacity: capacity)
    }

    static func free<Value>(_ memory: UnsafeMutablePointer<Value>) {
        #if canImport(Glibc)
            Glibc.free(memory)
        #else
            Darwin.free(memory)
        #endif
    }
}
