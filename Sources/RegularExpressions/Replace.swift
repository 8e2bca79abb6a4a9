internal import CPCRE2

extension RegularExpression {
    /// The text with every match replaced.
    ///
    /// In the replacement `$1`, `${1}` and `${name}` stand for groups, `$0` for the match and `$$` for a dollar sign; all else, backslashes
    /// too, stands for itself. A group that took no part is empty.
    ///
    /// - Throws: `badReplacement` for a dollar sign that is none of these, or a group that the pattern does not have; `limitExceeded`.
    public func replacingMatches(in text: String, with replacement: String) throws(RegularExpressionError) -> String {
        var text = text
        var replacement = replacement
        // A first guess; where it is too small PCRE2 tells the size.
        var size = text.utf8.count + replacement.utf8.count + 256
        while true {
            var room = size
            var status: Int32 = 0
            let result = String(unsafeUninitializedCapacity: size) { output in
                status = text.withUTF8 { text in
                    replacement.withUTF8 { replacement in substitute(text, replacement, output, &room) }
                }
                return status >= 0 ? room : 0
            }
            if status >= 0 { return result }
            guard status == PCRE2_ERROR_NOMEMORY, room > size else { throw replacementError(status, replacement, room) }
            size = room
        }
    }

    /// PCRE2's status: the number of matches, or an error; in `room` the length of the result, the size needed, or where the replacement is wrong.
    private func substitute(
        _ text: UnsafeBufferPointer<UInt8>, _ replacement: UnsafeBufferPointer<UInt8>,
        _ output: UnsafeMutableBufferPointer<UInt8>, _ room: inout Int
    ) -> Int32 {
        let options =
            PCRE2_NO_UTF_CHECK | PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH
        return Self.withBase(text) { textStart in
            Self.withBase(replacement) { replacementStart in
                pcre2_substitute_8(
                    code, textStart, text.count, 0, options, nil, context, replacementStart, replacement.count,
                    output.baseAddress, &room)
            }
        }
    }

    private func replacementError(_ status: Int32, _ replacement: String, _ offset: Int) -> RegularExpressionError {
        let aboutReplacement = [
            PCRE2_ERROR_BADREPLACEMENT, PCRE2_ERROR_NOSUBSTRING, PCRE2_ERROR_REPMISSINGBRACE, PCRE2_ERROR_BADSUBSTITUTION,
            PCRE2_ERROR_BADREPESCAPE, PCRE2_ERROR_UNAVAILABLE,
        ]
        guard aboutReplacement.contains(status) else { return error(status, offset: nil) }
        return RegularExpressionError(
            code: .badReplacement,
            message:
                "the replacement '\(replacement)' is wrong at byte \(offset): \(Self.words(status)); a dollar sign is written $$",
            offset: offset)
    }
}
