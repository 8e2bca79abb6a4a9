/// A natural number of any size: 32-bit limbs, the lowest first, none of them a leading zero (zero has no limb).
///
/// Unit magnitudes need a few limbs only, so the schoolbook methods are the fast ones here.
package struct Natural: Hashable, Sendable {
    package private(set) var limbs: [UInt32]

    package static let zero: Natural = Natural(limbs: [])
    package static let one: Natural = Natural(1)

    package init(_ value: UInt64) {
        let low: UInt32 = UInt32(truncatingIfNeeded: value)
        let high: UInt32 = UInt32(truncatingIfNeeded: value >> 32)
        limbs = high != 0 ? [low, high] : low != 0 ? [low] : []
    }

    package init(limbs: [UInt32]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    package var isZero: Bool { limbs.isEmpty }
    package var isOne: Bool { limbs.count == 1 && limbs[0] == 1 }

    /// The value where it fits in 64 bits.
    package var small: UInt64? {
        switch limbs.count {
        case 0: return 0
        case 1: return UInt64(limbs[0])
        case 2: return UInt64(limbs[1]) << 32 | UInt64(limbs[0])
        default: return nil
        }
    }

    package var bitWidth: Int {
        guard let last: UInt32 = limbs.last else { return 0 }
        return limbs.count * 32 - last.leadingZeroBitCount
    }

    package var trailingZeroBits: Int {
        guard let index: Int = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
        return index * 32 + limbs[index].trailingZeroBitCount
    }

    /// `self = self * factor + summand`.
    package mutating func multiply(by factor: UInt32, adding summand: UInt32) {
        var carry: UInt64 = UInt64(summand)
        for index in limbs.indices {
            let product: UInt64 = UInt64(limbs[index]) * UInt64(factor) + carry
            limbs[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry != 0 { limbs.append(UInt32(carry)) }
        while limbs.last == 0 { limbs.removeLast() }
    }

    /// Divides in place and gives the remainder.
    package mutating func divide(by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let part: UInt64 = remainder << 32 | UInt64(limbs[index])
            limbs[index] = UInt32(part / UInt64(divisor))
            remainder = part % UInt64(divisor)
        }
        while limbs.last == 0 { limbs.removeLast() }
        return UInt32(remainder)
    }

    package func power(_ exponent: Int) -> Natural {
        var result: Natural = .one
        var square: Natural = self
        var rest: Int = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        return result
    }
}

extension Natural: Comparable {
    package static func < (a: Natural, b: Natural) -> Bool {
        if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
        for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
            return a.limbs[index] < b.limbs[index]
        }
        return false
    }
}

extension Natural {
    package static func + (a: Natural, b: Natural) -> Natural {
        let (long, short): ([UInt32], [UInt32]) = a.limbs.count >= b.limbs.count ? (a.limbs, b.limbs) : (b.limbs, a.limbs)
        var sum: [UInt32] = long
        var carry: UInt64 = 0
        for index in sum.indices {
            if index >= short.count && carry == 0 { break }
            let part: UInt64 = UInt64(sum[index]) + (index < short.count ? UInt64(short[index]) : 0) + carry
            sum[index] = UInt32(truncatingIfNeeded: part)
            carry = part >> 32
        }
        if carry != 0 { sum.append(UInt32(carry)) }
        return Natural(limbs: sum)
    }

    /// The difference; `a` must not be less than `b`.
    package static func - (a: Natural, b: Natural) -> Natural {
        var difference: [UInt32] = a.limbs
        var borrow: Int64 = 0
        for index in difference.indices {
            if index >= b.limbs.count && borrow == 0 { break }
            var part: Int64 = Int64(difference[index]) - (index < b.limbs.count ? Int64(b.limbs[index]) : 0) - borrow
            borrow = part < 0 ? 1 : 0
            if part < 0 { part += 1 << 32 }
            difference[index] = UInt32(part)
        }
        return Natural(limbs: difference)
    }

    package static func * (a: Natural, b: Natural) -> Natural {
        if a.isZero || b.isZero { return .zero }
        if a.isOne { return b }
        if b.isOne { return a }
        var product: [UInt32] = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
        for i in a.limbs.indices {
            var carry: UInt64 = 0
            for j in b.limbs.indices {
                let part: UInt64 = UInt64(a.limbs[i]) * UInt64(b.limbs[j]) + UInt64(product[i + j]) + carry
                product[i + j] = UInt32(truncatingIfNeeded: part)
                carry = part >> 32
            }
            product[i + b.limbs.count] = UInt32(carry)
        }
        return Natural(limbs: product)
    }

    package func shifted(left bits: Int) -> Natural {
        if isZero { return self }
        var result: [UInt32] = [UInt32](repeating: 0, count: bits / 32)
        let rest: Int = bits % 32
        if rest == 0 { return Natural(limbs: result + limbs) }
        var carry: UInt32 = 0
        for limb in limbs {
            result.append(limb << UInt32(rest) | carry)
            carry = limb >> UInt32(32 - rest)
        }
        result.append(carry)
        return Natural(limbs: result)
    }

    package func shifted(right bits: Int) -> Natural {
        let whole: Int = bits / 32
        if whole >= limbs.count { return .zero }
        var result: [UInt32] = Array(limbs[whole...])
        let rest: Int = bits % 32
        if rest != 0 {
            for index in result.indices {
                let above: UInt32 = index + 1 < result.count ? result[index + 1] : 0
                result[index] = result[index] >> UInt32(rest) | above << UInt32(32 - rest)
            }
        }
        return Natural(limbs: result)
    }
}
