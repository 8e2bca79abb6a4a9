/// Options that several commands share, declared once in a ``ParsableArguments`` type of their own.
///
/// ```swift
/// struct OutputOptions: ParsableArguments { @Option var outputDir: String? }
/// struct Convert: ParsableCommand { @OptionGroup(title: "Output") var output: OutputOptions }
/// ```
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: Decodable, ArgumentProperty {
    private let title: String
    private let visibility: ArgumentVisibility

    /// The group's values in a command that was parsed; before that, its defaults.
    public var wrappedValue: Value

    /// A group. With a title its entries stand under a heading of their own on the help page.
    public init(title: String = "", visibility: ArgumentVisibility = .default) {
        self.title = title
        self.visibility = visibility
        wrappedValue = Value()
    }

    /// Takes the values that were read for the group and validates them; any decoder but the command line's is refused.
    public init(from decoder: any Decoder) throws {
        title = ""
        visibility = .default
        wrappedValue = try Value(from: decoder)
        try wrappedValue.validate()
    }

    func definitions(key: String, section: String) -> [ArgumentDefinition] {
        ArgumentSet(of: wrappedValue, key: key, section: title.isEmpty ? section : title, visibility: visibility).definitions
    }
}

extension OptionGroup: Sendable where Value: Sendable {}
