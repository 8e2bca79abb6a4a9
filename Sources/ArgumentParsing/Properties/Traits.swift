// What the initialisers of the wrappers say of a property's type and default.

extension ArgumentTraits {
    /// The values and completions of this type, unless the declaration names a completion.
    func typed<Value: ExpressibleByArgument>(_ type: Value.Type, _ completion: CompletionKind?) -> ArgumentTraits {
        var traits = self
        traits.allowedValues = Value.allValueStrings
        traits.completion = completion ?? Value.defaultCompletionKind
        return traits
    }

    func completed(_ completion: CompletionKind?) -> ArgumentTraits {
        var traits = self
        traits.completion = completion ?? .default
        return traits
    }

    func repeating() -> ArgumentTraits {
        var traits = self
        traits.isRepeating = true
        return traits
    }

    func optional(text: String? = nil) -> ArgumentTraits {
        var traits = self
        traits.isOptional = true
        traits.defaultText = text.flatMap { $0.isEmpty ? nil : $0 }
        return traits
    }

    func optional<Value: ExpressibleByArgument>(default value: Value?) -> ArgumentTraits {
        optional(text: value?.defaultValueDescription)
    }

    func optional<Value: ExpressibleByArgument>(default value: Value) -> ArgumentTraits {
        optional(text: value.defaultValueDescription)
    }

    func optional<Value>(default value: Value) -> ArgumentTraits { optional(text: "\(value)") }

    func optional<Element: ExpressibleByArgument>(defaults: [Element]) -> ArgumentTraits {
        optional(text: defaults.map(\.defaultValueDescription).joined(separator: ", "))
    }
}
