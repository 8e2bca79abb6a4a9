import CDefinitions

/// Writes definitions as the schema table, whose shape CDefinitions/include/definitions.h describes.
enum TableWriter {
    static func bytes(_ definitions: Definitions) -> [UInt8] {
        var texts = TextPool()
        var layout = TableLayout()
        let version: UInt32 = texts.row(definitions.fhirVersion)
        SchemaSections.write(definitions, texts: &texts, layout: &layout)
        TerminologySections.write(definitions, texts: &texts, layout: &layout)
        layout.set(CB_TEXT_OFFSETS, texts.offsets)
        layout.set(CB_TEXT_BYTES, texts.bytes)
        return layout.bytes(fhirVersion: version)
    }
}
