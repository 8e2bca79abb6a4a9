import FHIRModels

/// A value of a case record and the FHIR data type that carries it: both directions side by side, so that they cannot drift.
struct Form<Value, View: FHIRView>: Sendable {
    /// Makes the data type.
    let put: @Sendable (Value, inout BundleWriter) -> View
    /// Takes the value out of the data type; nil where it holds none that the record can express. What it reads, it visits.
    let get: @Sendable (View, inout BundleReader) -> Value?

    init(
        put: @escaping @Sendable (Value, inout BundleWriter) -> View,
        get: @escaping @Sendable (View, inout BundleReader) -> Value?
    ) {
        self.put = put
        self.get = get
    }

    /// A form made of carriers. `start` gives the value that they fill, or nil where the data type is not of this form.
    init(_ start: @escaping @Sendable (View) -> Value?, _ carriers: [Carrier<Value, View>]) {
        put = { value, writer in
            var view = View.empty()
            for carrier in carriers { carrier.put(value, &view, &writer) }
            return view
        }
        get = { view, reader in
            guard var value = start(view) else { return nil }
            for carrier in carriers { carrier.get(view, &value, &reader) }
            return value
        }
    }
}
