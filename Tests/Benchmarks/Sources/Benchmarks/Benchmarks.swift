import CaseBridge
import FoundationEssentials

/// Times one piece of work inside the library on a file: `Benchmarks WORK FILE [REPEATS]`, median in milliseconds on standard output.
/// WORK is read, json, xml, compile-invariants, invariants, or path:EXPRESSION.
@main
struct Benchmarks {
    static func main() throws {
        let words: [String] = CommandLine.arguments
        guard words.count >= 3 else {
            print("usage: Benchmarks read|json|xml|compile-invariants|invariants|path:EXPRESSION FILE [REPEATS]")
            return
        }
        let bytes: [UInt8] = [UInt8](try Data(contentsOf: URL(filePath: words[2])))
        let repeats: Int = words.count > 3 ? Int(words[3]) ?? 15 : 15
        let tree: ElementTree = try ElementTree.read(bytes)
        let path: FHIRPath? = words[1].hasPrefix("path:") ? try FHIRPath(String(words[1].dropFirst(5))) : nil
        let invariants: SchemaInvariants? = words[1] == "invariants" ? SchemaInvariants() : nil
        var times: [Double] = []
        var sum: Int = 0
        let clock = ContinuousClock()
        for _ in 0..<repeats {
            let start: ContinuousClock.Instant = clock.now
            switch words[1] {
            case "read": sum &+= try ElementTree.read(bytes).root.offset
            case "json": sum &+= tree.json().bytes.count
            case "xml": sum &+= tree.xml().bytes.count
            case "compile-invariants": sum &+= SchemaInvariants().count
            case "invariants": invariants?.evaluate(on: tree) { _, _, _ in sum &+= 1 }
            case _ where path != nil: sum &+= try path?.evaluate(on: tree.root).count ?? 0
            default: print("unknown work: \(words[1])")
            }
            let span: Swift.Duration = clock.now - start
            times.append(Double(span.components.attoseconds) / 1e15 + Double(span.components.seconds) * 1e3)
        }
        times.sort()
        print(times[times.count / 2], sum == 0 ? "" : "ms")
    }
}
