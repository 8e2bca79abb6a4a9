/// Invariants whose expression in R4 is not what their text says, put right as later versions of the standard have it.
enum InvariantErrata {
    /// The expression to be used for an invariant.
    static func expression(_ key: String, _ published: String) -> String {
        switch (key, published) {
        // "If there are more than one enableWhen, enableBehavior must be specified".
        case ("que-12", "enableWhen.count() > 2 implies enableBehavior.exists()"):
            "enableWhen.count() > 1 implies enableBehavior.exists()"
        // FHIR's type is meant, which an answer has.
        case ("que-7", "operator = 'exists' implies (answer is Boolean)"): "operator = 'exists' implies (answer is boolean)"
        default: published
        }
    }
}
