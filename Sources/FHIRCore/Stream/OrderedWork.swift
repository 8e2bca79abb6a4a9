#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Work on a sequence of pieces on several threads; results come in the order of the pieces.
package enum OrderedWork {
    /// Takes pieces from `produce` until it gives nil, works on them in `jobs` threads and hands the results to `consume`.
    ///
    /// `produce` and `consume` run in the calling thread. At most `4 * jobs + 4` pieces are under way at a
    /// time: enough that a thread finds work while another one is long at the piece whose turn it is.
    /// `worker` is called once in each thread, so that it can have something of its own.
    package static func run<Piece: Sendable, Result: Sendable>(
        jobs: Int, produce: () throws -> Piece?, worker: @escaping @Sendable () -> (Piece) -> Result,
        consume: (Result) throws -> Void
    ) throws {
        if jobs <= 1 {
            let work: (Piece) -> Result = worker()
            while let piece = try produce() { try consume(work(piece)) }
            return
        }
        let lanes = WorkLanes(worker: worker)
        defer { lanes.close() }
        for _ in 0..<jobs { lanes.startThread() }
        var sent: Int = 0
        var received: Int = 0
        var isAtEnd: Bool = false
        while true {
            while !isAtEnd && sent - received < jobs * 4 + 4 {
                guard let piece = try produce() else {
                    isAtEnd = true
                    break
                }
                lanes.send(piece, number: sent)
                sent += 1
            }
            if received == sent { return }
            try consume(lanes.receive(received))
            received += 1
        }
    }
}

/// The queue between the calling thread and its workers.
///
/// Sendable because everything that changes is touched under `mutex` only.
private final class WorkLanes<Piece: Sendable, Result: Sendable>: @unchecked Sendable {
    private let worker: @Sendable () -> (Piece) -> Result
    /// The calling thread's own work, where the system gave no other thread.
    private var ownWork: ((Piece) -> Result)?
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    /// A piece is waiting, or the work is over.
    private let hasPiece: UnsafeMutablePointer<pthread_cond_t>
    /// The result that the calling thread waits for is there.
    private let hasResult: UnsafeMutablePointer<pthread_cond_t>
    private var awaited: Int = -1
    private var waiting: [(number: Int, piece: Piece)] = []
    private var results: [Int: Result] = [:]
    private var isClosed: Bool = false
    private var threads: [pthread_t] = []

    init(worker: @escaping @Sendable () -> (Piece) -> Result) {
        self.worker = worker
        mutex = .allocate(capacity: 1)
        hasPiece = .allocate(capacity: 1)
        hasResult = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        hasPiece.initialize(to: pthread_cond_t())
        hasResult.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(hasPiece, nil)
        pthread_cond_init(hasResult, nil)
    }

    deinit {
        pthread_cond_destroy(hasPiece)
        pthread_cond_destroy(hasResult)
        pthread_mutex_destroy(mutex)
        hasPiece.deallocate()
        hasResult.deallocate()
        mutex.deallocate()
    }

    /// Starts a worker. If the system gives no thread, the calling thread does the work in `receive`.
    func startThread() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Readers and writers recurse as deep as the limit on depth lets them.
        pthread_attr_setstacksize(&attributes, 64 << 20)
        let worker = Worker { [self] in serve() }
        let argument: UnsafeMutableRawPointer = Unmanaged.passRetained(worker).toOpaque()
        #if canImport(Glibc)
            var thread = pthread_t()
            let status: Int32 = pthread_create(&thread, &attributes, Worker.enter, argument)
            if status == 0 { threads.append(thread) }
        #else
            var thread: pthread_t?
            let status: Int32 = pthread_create(&thread, &attributes, Worker.enter, argument)
            if let thread { threads.append(thread) }
        #endif
        if status != 0 { Unmanaged<Worker>.fromOpaque(argument).release() }
    }

    /// Lets the workers end and waits for them.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        waiting.removeAll()
        pthread_cond_broadcast(hasPiece)
        pthread_mutex_unlock(mutex)
        for thread in threads { pthread_join(thread, nil) }
    }

    func send(_ piece: Piece, number: Int) {
        pthread_mutex_lock(mutex)
        waiting.append((number, piece))
        pthread_cond_signal(hasPiece)
        pthread_mutex_unlock(mutex)
    }

    /// Waits for the result of a piece.
    func receive(_ number: Int) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = results.removeValue(forKey: number) { return result }
            if threads.isEmpty, !waiting.isEmpty {
                let next = waiting.removeFirst()
                let work: (Piece) -> Result = ownWork ?? worker()
                ownWork = work
                results[next.number] = work(next.piece)
            } else {
                awaited = number
                pthread_cond_wait(hasResult, mutex)
            }
        }
    }

    private func serve() {
        let work: (Piece) -> Result = worker()
        pthread_mutex_lock(mutex)
        while true {
            if isClosed { break }
            if waiting.isEmpty {
                pthread_cond_wait(hasPiece, mutex)
                continue
            }
            let next = waiting.removeFirst()
            pthread_mutex_unlock(mutex)
            let result: Result = work(next.piece)
            pthread_mutex_lock(mutex)
            results[next.number] = result
            if next.number == awaited { pthread_cond_signal(hasResult) }
        }
        pthread_mutex_unlock(mutex)
    }
}

/// What a thread is to do.
private final class Worker {
    private let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }

    #if canImport(Glibc)
        static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            if let argument { Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }
    #else
        static let enter: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { argument in
            Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }
    #endif
}
