import FHIRModels

extension Carrier {
    /// A property in an extension, or in a part of one.
    static func ext<Value, Part: FHIRView>(
        _ item: Path<Item, Value?>, _ url: String, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                if let value = source[keyPath: item] { target.append(Extension(url, holding: form.put(value, &writer))) }
            },
            get: { source, target, reader in
                if let value = reader.values(source, url, form, atMost: 1).first { target[keyPath: item] = value }
            })
    }

    /// A property that is always there, in an extension or in a part of one.
    static func requiredExt<Value, Part: FHIRView>(
        _ item: Path<Item, Value>, _ url: String, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { $1.append(Extension(url, holding: form.put($0[keyPath: item], &$2))) },
            get: { source, target, reader in
                if let value = reader.values(source, url, form, atMost: 1).first { target[keyPath: item] = value }
            })
    }

    /// A list, an extension for each member.
    static func exts<Value, Part: FHIRView>(
        _ item: Path<Item, [Value]>, _ url: String, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                for value in source[keyPath: item] { target.append(Extension(url, holding: form.put(value, &writer))) }
            },
            get: { source, target, reader in target[keyPath: item] += reader.values(source, url, form) })
    }

    /// A list whose first member has an extension of its own, because the standard's can stand only once.
    static func exts<Value, Part: FHIRView>(
        _ item: Path<Item, [Value]>, first: String, others: String, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                for (index, value) in source[keyPath: item].enumerated() {
                    target.append(Extension(index == 0 ? first : others, holding: form.put(value, &writer)))
                }
            },
            get: { source, target, reader in
                target[keyPath: item] += reader.values(source, first, form) + reader.values(source, others, form)
            })
    }

    /// A mark that is written only where it is set.
    static func flag(_ item: Path<Item, Bool>, _ url: String) -> Self {
        Self(
            put: { source, target, _ in
                if source[keyPath: item] { target.append(Extension(url, holding: FHIRBoolean(true))) }
            },
            get: { source, target, reader in
                let form = Form<Bool, FHIRBoolean>(put: { value, _ in FHIRBoolean(value) }, get: { $1.take($0) == "true" })
                if let value = reader.values(source, url, form, atMost: 1).first { target[keyPath: item] = value }
            })
    }
}

extension BundleReader {
    /// The values in the extensions with an address; no more than asked for are read.
    mutating func values<Value, Part: FHIRView>(
        _ view: some FHIRView, _ url: String, _ form: Form<Value, Part>, atMost limit: Int = Int.max
    ) -> [Value] {
        var values: [Value] = []
        for found in view.extensions(url) where values.count < limit {
            guard let part = found.part(Part.self), let value = form.get(part, &self) else { continue }
            take(found.url)
            values.append(value)
        }
        return values
    }
}

extension Carrier {
    /// Properties in the parts of one extension of ours, which is there only where one of them is.
    static func parts(of name: String, _ carriers: [Carrier<Item, Extension>]) -> Self {
        let url = Canonical.structure(name)
        return Self(
            put: { source, target, writer in
                var part = Extension.empty()
                for carrier in carriers { carrier.put(source, &part, &writer) }
                if part != Extension.empty() { target.append(Extension(url, holding: part)) }
            },
            get: { source, target, reader in
                guard let part = source.extensions(url).first else { return }
                reader.take(part.url)
                for carrier in carriers { carrier.get(part, &target, &reader) }
            })
    }
}

extension FHIRView {
    /// Adds a mark: an extension that is `true`.
    mutating func mark(_ url: String) { append(Extension(url, holding: FHIRBoolean(true))) }
}

extension BundleReader {
    /// Whether a view has a mark, which counts as read then.
    mutating func isMarked(_ view: some FHIRView, _ url: String) -> Bool {
        guard let mark = view.extensions(url).first, mark.part(FHIRBoolean.self)?.value == true else { return false }
        visitAll(mark.element)
        return true
    }
}
