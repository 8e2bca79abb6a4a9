import FHIRModels

extension Form where Value == CaseRecord.SourceSpan, View == Extension {
    /// The parts of our extension `source-span`.
    static var span: Self {
        let text = Form<String, FHIRString>.text
        let line = Form<Int, FHIRInteger>.integer
        let carriers: [Carrier<CaseRecord.SourceSpan, Extension>] = [
            .requiredExt(\.document, "document", Form<ItemID, Reference>.item),
            .requiredExt(\.firstLine, "lineStart", line),
            .requiredExt(\.lastLine, "lineEnd", line),
            .ext(\.section, "section", text),
            .ext(\.column, "column", text),
            .ext(\.quote, "quote", text),
        ]
        return Self(
            { view in
                let hasLines = view.extensions("lineStart").count == 1 && view.extensions("lineEnd").count == 1
                return hasLines ? CaseRecord.SourceSpan("", lines: 1...1) : nil
            }, carriers)
    }
}

extension Carrier {
    /// Where the source says it.
    static func sources(_ item: Path<Item, [CaseRecord.SourceSpan]>) -> Self {
        exts(item, Canonical.structure("source-span"), .span)
    }

    /// A remark for people: in the resource's own notes where it has them, else in our extension `note`.
    static func note(_ item: Path<Item, String?>) -> Self where View: FHIRResource {
        let hasNotes = View.empty().hasField("note")
        let url = Canonical.structure("note")
        let text = Form<String, FHIRMarkdown>.text
        return Self(
            put: { source, target, writer in
                guard let note = source[keyPath: item] else { return }
                if hasNotes {
                    target.element.setChildren(named: "note", to: [Annotation(text: text.put(note, &writer)).element])
                } else {
                    target.append(Extension(url, holding: text.put(note, &writer)))
                }
            },
            get: { source, target, reader in
                var notes = reader.values(source, url, text)
                for child in source.element.children(named: "note") {
                    if let words = Annotation(child)?.text, let note = text.get(words, &reader) { notes.append(note) }
                }
                if !notes.isEmpty { target[keyPath: item] = notes.joined(separator: "\n") }
            })
    }
}
