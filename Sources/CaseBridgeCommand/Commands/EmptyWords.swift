import ArgumentParsing

/// Options that were given an empty word, as a variable of the shell does that is not set.
enum EmptyWords {
    /// - Throws: the first of the options that has one.
    static func refuse(_ values: KeyValuePairs<String, [String?]>) throws(ValidationError) {
        for (option, words) in values where words.contains("") {
            throw ValidationError("the value of \(option) is empty; is a variable of the shell empty?")
        }
    }
}
