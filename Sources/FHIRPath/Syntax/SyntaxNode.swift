/// A parsed expression: what stands where, before any name is looked up.
package final class SyntaxNode: Sendable {
    enum Kind: Sendable {
        case literal(Item)
        /// `{}`
        case empty
        case this, index, total
        /// `%name`
        case variable(String)
        /// `name`, or `receiver.name`
        case step(SyntaxNode?, String)
        /// `name(…)`, or `receiver.name(…)`
        case call(SyntaxNode?, String, [SyntaxNode])
        case indexer(SyntaxNode, SyntaxNode)
        case polarity(isNegative: Bool, SyntaxNode)
        case binary(Operator, SyntaxNode, SyntaxNode)
        case typeTest(isCast: Bool, SyntaxNode, TypeName)
    }

    let kind: Kind
    /// Where its own word stands: the name of a step, the sign of an operation; in bytes.
    let offset: Int
    /// How deep it is nested.
    let depth: Int
    /// The variables that alone decide what it gives, wherever it stands; nil if the item at hand has a say in it.
    let constants: ContextVariables?

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        depth = (kind.operands.map(\.depth).max() ?? 0) + 1
        constants = kind.constants
    }
}

extension SyntaxNode.Kind {
    /// What it is made of, in order.
    var operands: [SyntaxNode] {
        switch self {
        case .literal, .empty, .this, .index, .total, .variable: []
        case .step(let receiver, _): receiver.map { [$0] } ?? []
        case .call(let receiver, _, let arguments): (receiver.map { [$0] } ?? []) + arguments
        case .indexer(let receiver, let index): [receiver, index]
        case .polarity(_, let operand), .typeTest(_, let operand, _): [operand]
        case .binary(_, let left, let right): [left, right]
        }
    }
}

/// The variables that stay the same while an expression is evaluated.
struct ContextVariables: OptionSet, Sendable {
    let rawValue: UInt8
    static let context = ContextVariables(rawValue: 1)
    static let resource = ContextVariables(rawValue: 2)
    static let rootResource = ContextVariables(rawValue: 4)

    static let byName: [String: ContextVariables] = [
        "context": .context, "resource": .resource, "rootResource": .rootResource,
    ]
}

extension SyntaxNode.Kind {
    fileprivate var constants: ContextVariables? {
        switch self {
        case .literal, .empty: return []
        case .variable(let name): return ContextVariables.byName[name]
        case .this, .index, .total, .step(nil, _), .call(nil, _, _): return nil
        // What traces is to be seen each time, and what defines is for others.
        case .call(_, "trace", _), .call(_, "defineVariable", _): return nil
        case .call(let receiver?, "ofType", _), .call(let receiver?, "as", _), .call(let receiver?, "is", _):
            return receiver.constants
        default:
            var all: ContextVariables = []
            for operand in operands {
                guard let own = operand.constants else { return nil }
                all.formUnion(own)
            }
            return all
        }
    }
}

/// The operators between two operands (FHIRPath 2.0, Operations), with their precedence.
enum Operator: String, Sendable, CaseIterable {
    case multiply = "*", divide = "/", div, mod
    case add = "+", subtract = "-", concatenate = "&"
    case union = "|"
    case lessOrEqual = "<=", less = "<", greater = ">", greaterOrEqual = ">="
    case equal = "=", equivalent = "~", notEqual = "!=", notEquivalent = "!~"
    case `in`, contains
    case and
    case or, xor
    case implies

    /// Higher binds tighter. Between 8 and 10 stand `is` and `as`.
    var precedence: Int {
        switch self {
        case .multiply, .divide, .div, .mod: 11
        case .add, .subtract, .concatenate: 10
        case .union: 8
        case .lessOrEqual, .less, .greater, .greaterOrEqual: 7
        case .equal, .equivalent, .notEqual, .notEquivalent: 6
        case .in, .contains: 5
        case .and: 4
        case .or, .xor: 3
        case .implies: 2
        }
    }

    static let typeTestPrecedence: Int = 9
}
