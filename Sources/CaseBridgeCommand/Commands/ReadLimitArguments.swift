import ArgumentParsing
import CaseBridge

/// How much is read before an input is refused.
struct ReadLimitArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Deepest nesting that is read (1 to 1000), for example --max-depth 64.", valueName: "n"))
    var maxDepth: Int = 256

    @Option(
        help: ArgumentHelp(
            "Largest resource that is read, in bytes or with K, M or G, for example --max-resource-size 64M; default: 256M in convert, which reads bundles entry by entry, else 2G, as a bundle is one resource there.",
            valueName: "size"))
    var maxResourceSize: ByteCount?

    @Option(
        help: ArgumentHelp("Most attributes of an XML element, for example --max-attributes 32.", valueName: "n"))
    var maxAttributes: Int = 256

    func validate() throws {
        if !(1...1000).contains(maxDepth) {
            throw ValidationError("--max-depth is \(maxDepth): give a number from 1 to 1000")
        }
        if maxAttributes < 1 { throw ValidationError("--max-attributes is \(maxAttributes): give a number from 1") }
    }

    /// The limits that the options state.
    func limits(size: Int) -> ReadLimits {
        ReadLimits(depth: maxDepth, size: maxResourceSize?.number ?? size, attributes: maxAttributes)
    }
}

extension ReadLimits.Kind {
    /// The option that sets the limit.
    var advice: String {
        switch self {
        case .depth: "; --max-depth allows more"
        case .size: "; --max-resource-size allows more"
        case .attributes: "; --max-attributes allows more"
        }
    }
}

extension ReadError {
    /// The same error; where a limit was passed, with the option that sets it.
    var advised: ReadError {
        guard let limit else { return self }
        return ReadError(.limit, message + limit.advice, position: position, path: path, limit: limit)
    }
}

/// A number of bytes as the command line has it: `1000`, `64K`, `256M`, `1G`.
struct ByteCount: ExpressibleByArgument {
    let number: Int

    init(_ number: Int) { self.number = number }

    init?(argument: String) {
        let units: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let shift: Int = argument.last.flatMap { units[Character($0.uppercased())] } ?? 0
        guard let number = Int(shift == 0 ? argument : String(argument.dropLast())), number > 0, number <= Int.max >> (shift + 1)
        else { return nil }
        self.number = number << shift
    }
}
