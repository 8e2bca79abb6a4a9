#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line on standard error that says how far long work has come: only on a terminal, and only after a second.
final class ProgressLine {
    private let isShown: Bool
    private let start: ContinuousClock.Instant = .now
    private var last: ContinuousClock.Instant = .now
    private var isOnScreen: Bool = false

    init(isShown: Bool) { self.isShown = isShown }

    /// Shows where the work stands, at most five times a second.
    /// - Parameters:
    ///   - taken: bytes that are done.
    ///   - size: bytes in all; nil if that is not known.
    func show(_ name: String, taken: @autoclosure () -> Int, size: @autoclosure () -> Int?) {
        guard isShown else { return }
        let now: ContinuousClock.Instant = .now
        if last.duration(to: now) < .milliseconds(200) || start.duration(to: now) < .seconds(1) { return }
        last = now
        isOnScreen = true
        let text: String = ProgressLine.text(
            name: name, taken: taken(), size: size(), seconds: ProgressLine.seconds(start.duration(to: now)))
        write(Array("\r\(text)\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    /// Takes the line away, so that something else can be told.
    func clear() {
        if isOnScreen { write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
        isOnScreen = false
    }

    /// Bytes, rate and the time that is left, as far as they are known.
    static func text(name: String, taken: Int, size: Int?, seconds: Double) -> String {
        let rate: Double = Double(taken) / max(seconds, 0.001)
        var text: String = "\(name): \(bytes(Double(taken)))"
        if let size { text += " of \(bytes(Double(size)))" }
        text += ", \(bytes(rate))/s"
        if let size, rate > 0 { text += ", \(Int((Double(max(0, size - taken)) / rate).rounded(.up))) s left" }
        return text
    }

    private static func bytes(_ number: Double) -> String {
        let units: [String] = ["B", "kB", "MB", "GB", "TB"]
        var value: Double = number
        var unit: Int = 0
        while value >= 1000 && unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let tenths: Int = Int((value * 10).rounded())
        return unit == 0 || tenths >= 1000 ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }

    private static func seconds(_ duration: Swift.Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
