/// How an option or flag is spelled on the command line: `.long`, `.shortAndLong`, `[.customShort("o"), .long]`, …
public struct NameSpecification: Sendable, Equatable, ExpressibleByArrayLiteral {
    /// One spelling.
    public struct Element: Sendable, Equatable {
        enum Spelling: Sendable, Equatable {
            case long
            case customLong(String, withSingleDash: Bool)
            case short
            case customShort(Character)
        }

        let spelling: Spelling

        /// Two dashes and the property's name in kebab case: `outputDir` is `--output-dir`.
        public static let long = Element(spelling: .long)

        /// One dash and the first letter of the property's name.
        public static let short = Element(spelling: .short)

        /// Two dashes (or one) and this name.
        public static func customLong(_ name: String, withSingleDash: Bool = false) -> Element {
            Element(spelling: .customLong(name, withSingleDash: withSingleDash))
        }

        /// One dash and this letter. A value may always follow it without a space (`-ofile`), so that
        /// `allowingJoined` changes nothing here; it stands for swift-argument-parser's sake.
        public static func customShort(_ character: Character, allowingJoined: Bool = false) -> Element {
            Element(spelling: .customShort(character))
        }

        func spelled(for key: String) -> String {
            switch spelling {
            case .long: "--" + kebabCase(key)
            case .customLong(let name, let withSingleDash): (withSingleDash ? "-" : "--") + name
            case .short: "-" + kebabCase(key).prefix(1)
            case .customShort(let character): "-" + String(character)
            }
        }

        func prefixed(_ prefix: String, key: String) -> Element? {
            switch spelling {
            case .long: .customLong(prefix + "-" + kebabCase(key))
            case .customLong(let name, let withSingleDash): .customLong(prefix + "-" + name, withSingleDash: withSingleDash)
            case .short, .customShort: nil
            }
        }
    }

    let elements: [Element]

    /// These spellings, all of them valid.
    public init(arrayLiteral elements: Element...) { self.elements = elements }

    init(_ elements: [Element]) { self.elements = elements }

    /// `--output-dir` for a property named `outputDir`.
    public static let long: NameSpecification = [.long]

    /// The first letter of the property's name: `-o`.
    public static let short: NameSpecification = [.short]

    /// `-o` and `--output-dir`.
    public static let shortAndLong: NameSpecification = [.short, .long]

    /// `--name`, or `-name` with a single dash.
    public static func customLong(_ name: String, withSingleDash: Bool = false) -> NameSpecification {
        [.customLong(name, withSingleDash: withSingleDash)]
    }

    /// `-c`; see ``Element/customShort(_:allowingJoined:)``.
    public static func customShort(_ character: Character, allowingJoined: Bool = false) -> NameSpecification {
        [.customShort(character, allowingJoined: allowingJoined)]
    }

    func spelled(for key: String) -> [String] { elements.map { $0.spelled(for: key) } }

    /// The long names with `prefix-` before them; short names have no such form.
    func prefixed(_ prefix: String, key: String) -> NameSpecification {
        NameSpecification(elements.compactMap { $0.prefixed(prefix, key: key) })
    }
}

/// `outputDir` as `output-dir`, `toFHIR` as `to-fhir`, `FHIRPath` as `fhir-path`.
func kebabCase(_ name: String) -> String {
    let letters = Array(name)
    var result = ""
    for (index, letter) in letters.enumerated() {
        if letter == "_" {
            result += "-"
            continue
        }
        if letter.isUppercase, index > 0, letters[index - 1] != "_" {
            let followsLower = !letters[index - 1].isUppercase
            let startsWord = index + 1 < letters.count && letters[index + 1].isLowercase
            if followsLower || startsWord { result += "-" }
        }
        result += letter.lowercased()
    }
    return result
}
