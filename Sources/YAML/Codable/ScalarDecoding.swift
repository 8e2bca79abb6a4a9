/// A node as one value, and the reading of scalars that all containers share.
extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.scalar?.kind == .null && node.tag == nil }

    func decode(_ type: Bool.Type) throws -> Bool {
        let scalar = try scalar("true or false")
        guard scalar.kind == .boolean else { throw mismatch("true or false") }
        return scalar.text.first == "t" || scalar.text.first == "T"
    }

    func decode(_ type: String.Type) throws -> String {
        let scalar = try scalar("a text")
        switch scalar.kind {
        case .string: return scalar.text
        case .null: throw mismatch("a text")
        case .boolean, .integer, .float:
            guard options.readsPlainScalarsAsStrings else {
                throw error(.wrongType, "expected a text, found \(scalar.text), which needs quotes to be one")
            }
            return scalar.text
        }
    }

    func decode(_ type: Double.Type) throws -> Double { try floatingPoint(type) }
    func decode(_ type: Float.Type) throws -> Float { try floatingPoint(type) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let type = type as? any ScalarTextCodable.Type, let value = try number(type) as? T { return value }
        do {
            return try T(from: self)
        } catch let error as YAMLError {
            throw error
        } catch let error as DecodingError {
            if case .dataCorrupted = error, let refusal = refusal(by: type) { throw refusal }
            throw error
        } catch {
            throw self.error(.badValue, "\(error)")
        }
    }

    // MARK: Scalars

    private func scalar(_ expected: String) throws(YAMLError) -> Scalar {
        guard let scalar = node.scalar else { throw mismatch(expected) }
        try refuseTag()
        return scalar
    }

    private func number<T: ScalarTextCodable>(_ type: T.Type) throws(YAMLError) -> T {
        let scalar = try scalar("a number")
        guard scalar.style == .plain, scalar.kind != .null else {
            throw scalar.style == .plain
                ? mismatch("a number")
                : error(.wrongType, "expected a number, found the text '\(scalar.text)': write it without quotes")
        }
        do {
            return try T(scalarText: scalar.text)
        } catch let error as DecodingError {
            guard case .dataCorrupted(let context) = error else { throw mismatch("a number") }
            throw self.error(.badValue, context.debugDescription)
        } catch {
            throw self.error(.badValue, "\(error)")
        }
    }

    private func integer<T: FixedWidthInteger>(_ type: T.Type) throws(YAMLError) -> T {
        let scalar = try scalar("a whole number")
        guard scalar.kind == .integer else { throw mismatch("a whole number") }
        let value: T? =
            if scalar.text.hasPrefix("0x") {
                T(scalar.text.dropFirst(2), radix: 16)
            } else if scalar.text.hasPrefix("0o") {
                T(scalar.text.dropFirst(2), radix: 8)
            } else {
                T(scalar.text)
            }
        guard let value else { throw error(.badValue, "\(scalar.text) is not between \(T.min) and \(T.max)") }
        return value
    }

    private func floatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>(_ type: T.Type) throws(YAMLError) -> T {
        let scalar = try scalar("a number")
        switch scalar.kind {
        case .integer where scalar.text.hasPrefix("0x") || scalar.text.hasPrefix("0o"): return T(try integer(Int.self))
        case .integer, .float: break
        default: throw mismatch("a number")
        }
        switch scalar.text.lowercased() {
        case ".inf", "+.inf": return .infinity
        case "-.inf": return -.infinity
        case ".nan": return .nan
        default: break
        }
        guard let value = T(scalar.text), value.isFinite else {
            throw error(.badValue, "\(scalar.text) is too large for a number with a point")
        }
        return value
    }

    // MARK: Enumerations

    /// The error for a text that is none of an enumeration's values: names them all.
    private func refusal<T>(by type: T.Type) -> YAMLError? {
        guard let type = type as? any (CaseIterable & RawRepresentable).Type, let text = node.scalar?.text else { return nil }
        let allowed = Self.rawTexts(type)
        guard !allowed.isEmpty, !allowed.contains(text) else { return nil }
        let suggestion = nearest(to: text, among: allowed).map { "; did you mean '\($0)'?" } ?? ""
        return error(.badValue, "'\(text)' is none of \(allowed.joined(separator: ", "))\(suggestion)")
    }

    private static func rawTexts<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> [String] {
        type.allCases.compactMap { $0.rawValue as? String }
    }
}
