import FHIRModels

extension Form {
    /// A value in one element of a part that FHIR wraps round it: `Condition.stage.summary`.
    static func inside<Inner: FHIRView>(
        _ path: Path<View, Inner?>, _ form: Form<Value, Inner>, fixed: [Carrier<Value, View>] = []
    ) -> Self {
        Self(
            put: { value, writer in
                var view = View.empty()
                view[keyPath: path] = form.put(value, &writer)
                for carrier in fixed { carrier.put(value, &view, &writer) }
                return view
            },
            get: { view, reader in
                guard let inner = view[keyPath: path], var value = form.get(inner, &reader) else { return nil }
                for carrier in fixed { carrier.get(view, &value, &reader) }
                return value
            })
    }
}

extension Carrier {
    /// Several properties in one part, which is there only where one of them is.
    static func nested<Part: FHIRView>(_ view: Path<View, Part?>, _ carriers: [Carrier<Item, Part>]) -> Self {
        Self(
            put: { source, target, writer in
                var part = target[keyPath: view] ?? Part.empty()
                for carrier in carriers { carrier.put(source, &part, &writer) }
                if part != Part.empty() { target[keyPath: view] = part }
            },
            get: { source, target, reader in
                guard let part = source[keyPath: view] else { return }
                for carrier in carriers { carrier.get(part, &target, &reader) }
            })
    }

    /// A mark that FHIR or our profile asks for only beside a property.
    func only(when condition: @escaping @Sendable (Item) -> Bool) -> Self {
        Self(
            put: { source, target, writer in if condition(source) { put(source, &target, &writer) } },
            get: { source, target, reader in if condition(target) { get(source, &target, &reader) } })
    }
}
