import FHIRCore
import FHIRModels

/// A key path that closures may share between threads, as literals of key paths may.
typealias Path<Root, Value> = WritableKeyPath<Root, Value> & Sendable

/// One property of an item or a part, and the place in a FHIR view that carries it, in both directions.
struct Carrier<Item, View: FHIRView>: Sendable {
    /// Writes the property into the view.
    let put: @Sendable (Item, inout View, inout BundleWriter) -> Void
    /// Reads the property from the view.
    let get: @Sendable (View, inout Item, inout BundleReader) -> Void

    init(
        put: @escaping @Sendable (Item, inout View, inout BundleWriter) -> Void,
        get: @escaping @Sendable (View, inout Item, inout BundleReader) -> Void
    ) {
        self.put = put
        self.get = get
    }

    /// A property that is always there.
    static func required<Value, Part: FHIRView>(
        _ item: Path<Item, Value>, _ view: Path<View, Part?>, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { $1[keyPath: view] = form.put($0[keyPath: item], &$2) },
            get: { source, target, reader in
                if let part = source[keyPath: view], let value = form.get(part, &reader) { target[keyPath: item] = value }
            })
    }

    /// A property that may be missing.
    static func optional<Value, Part: FHIRView>(
        _ item: Path<Item, Value?>, _ view: Path<View, Part?>, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                if let value = source[keyPath: item] { target[keyPath: view] = form.put(value, &writer) }
            },
            get: { source, target, reader in
                if let part = source[keyPath: view] { target[keyPath: item] = form.get(part, &reader) }
            })
    }

    /// A property that may be missing, in the first place of a list; further members of the list stay unread.
    static func first<Value, Part: FHIRView>(
        _ item: Path<Item, Value?>, _ view: Path<View, [Part]>, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                if let value = source[keyPath: item] { target[keyPath: view].append(form.put(value, &writer)) }
            },
            get: { source, target, reader in
                for part in source[keyPath: view] {
                    guard let value = form.get(part, &reader) else { continue }
                    target[keyPath: item] = value
                    return
                }
            })
    }

    /// A property that is always there, in the first place of a list; further members of the list stay unread.
    static func requiredFirst<Value, Part: FHIRView>(
        _ item: Path<Item, Value>, _ view: Path<View, [Part]>, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { $1[keyPath: view].append(form.put($0[keyPath: item], &$2)) },
            get: { source, target, reader in
                for part in source[keyPath: view] {
                    guard let value = form.get(part, &reader) else { continue }
                    target[keyPath: item] = value
                    return
                }
            })
    }

    /// A list.
    static func list<Value, Part: FHIRView>(
        _ item: Path<Item, [Value]>, _ view: Path<View, [Part]>, _ form: Form<Value, Part>
    ) -> Self {
        Self(
            put: { source, target, writer in
                for value in source[keyPath: item] { target[keyPath: view].append(form.put(value, &writer)) }
            },
            get: { source, target, reader in
                for part in source[keyPath: view] {
                    if let value = form.get(part, &reader) { target[keyPath: item].append(value) }
                }
            })
    }

    /// Something that FHIR asks for and that says nothing about the case; anything else in its place stays unread.
    static func fixed<Part: FHIRView>(_ view: Path<View, Part?>, _ part: Part) -> Self {
        Self(
            put: { _, target, _ in target[keyPath: view] = part },
            get: { source, _, reader in
                if let found = source[keyPath: view], found == part { reader.visitAll(found.element) }
            })
    }

    /// A member of a list that FHIR or our profile asks for and that says nothing about the case.
    static func fixedMember<Part: FHIRView>(_ view: Path<View, [Part]>, _ part: Part) -> Self {
        Self(
            put: { _, target, _ in target[keyPath: view].append(part) },
            get: { source, _, reader in
                for found in source[keyPath: view] where found == part { reader.visitAll(found.element) }
            })
    }

    /// Something made from other properties for readers of FHIR. It is never read; other content in its place stays unread.
    static func derived<Part: FHIRView>(
        _ view: Path<View, Part?>, _ make: @escaping @Sendable (Item) -> Part?
    ) -> Self {
        Self(
            put: { source, target, _ in target[keyPath: view] = make(source) },
            get: { source, target, reader in
                if let found = source[keyPath: view], found == make(target) { reader.visitAll(found.element) }
            })
    }

    /// A member of a list made from other properties for readers of FHIR, where there is something to make; see ``derived(_:_:)``.
    static func derivedMember<Part: FHIRView>(
        _ view: Path<View, [Part]>, _ make: @escaping @Sendable (Item) -> Part?
    ) -> Self {
        Self(
            put: { source, target, _ in
                if let made = make(source) { target[keyPath: view].append(made) }
            },
            get: { source, target, reader in
                guard let made = make(target) else { return }
                for found in source[keyPath: view] where found == made { reader.visitAll(found.element) }
            })
    }
}
