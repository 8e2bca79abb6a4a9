/// Invariants whose expression in R4 is not what their text says, put right as later versions of the standard have it.
enum InvariantErrata {
    /// The expression to be used for an invariant.
    static func expression(_ key: String, _ published: String) -> String {
        switch (key, published) {
        // "If there are more than one enableWhen, enableBehavior must be specified".
        case ("que-12", "enableWhen.count() > 2 implies enableBehavior.exists()"):
            "enableWhen.count() > 1 implies enableBehavior.exists()"
        // An invariant must be true, and these are of what may be absent.
        case ("bdl-8", "fullUrl.contains('/_history/').not()"): "fullUrl.exists() implies fullUrl.contains('/_history/').not()"
        case ("ras-2", _) where published.hasPrefix("probability is decimal implies"): "probability.empty() or (\(published))"
        case (_, _) where published.hasPrefix("name.matches('[A-Z]"): "name.exists() implies \(anchored(published))"
        // "If Observation.effective[x] is dateTime and has a value then that value shall be precise to the day".
        case ("vs-1", "($this as dateTime).toString().length() >= 8"): "$this is dateTime implies \(published)"
        // The whole path or name is meant, not a part of it.
        case ("eld-16", _), ("eld-19", _), ("eld-20", _): anchored(published)
        default: published
        }
    }

    /// The pattern of `matches('…')` for the whole text.
    private static func anchored(_ expression: String) -> String {
        guard let start = expression.firstRange(of: "matches('"), expression.hasSuffix("')"), !expression.contains("matches('^")
        else {
            return expression
        }
        let pattern: Substring = expression[start.upperBound...].dropLast(2)
        return expression[..<start.upperBound] + "^(?:" + pattern + ")$')"
    }
}
