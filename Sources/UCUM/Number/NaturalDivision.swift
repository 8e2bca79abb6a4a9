extension Natural {
    /// Quotient and remainder; the divisor must not be zero. Long division as in Knuth, The Art of Computer Programming,
    /// volume 2, section 4.3.1, algorithm D.
    package func dividing(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        if self < divisor { return (.zero, self) }
        if let a: UInt64 = small, let b: UInt64 = divisor.small { return (Natural(a / b), Natural(a % b)) }
        if divisor.limbs.count == 1 {
            var quotient: Natural = self
            let remainder: UInt32 = quotient.divide(by: divisor.limbs[0])
            return (quotient, Natural(UInt64(remainder)))
        }
        let shift: Int = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
        let v: [UInt32] = divisor.shifted(left: shift).limbs
        var u: [UInt32] = shifted(left: shift).limbs
        while u.count <= limbs.count { u.append(0) }
        var quotient: [UInt32] = [UInt32](repeating: 0, count: u.count - v.count)
        for j in stride(from: u.count - v.count - 1, through: 0, by: -1) {
            quotient[j] = Natural.quotientDigit(&u, v, at: j)
        }
        return (Natural(limbs: quotient), Natural(limbs: Array(u[..<v.count])).shifted(right: shift))
    }

    /// One digit of the quotient: estimated from the top limbs, put right by at most two, its multiple taken off `u`.
    private static func quotientDigit(_ u: inout [UInt32], _ v: [UInt32], at j: Int) -> UInt32 {
        let n: Int = v.count
        let top: UInt64 = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
        var estimate: UInt64 = top / UInt64(v[n - 1])
        var rest: UInt64 = top % UInt64(v[n - 1])
        while estimate >> 32 != 0 || estimate * UInt64(v[n - 2]) > (rest << 32 | UInt64(u[j + n - 2])) {
            estimate -= 1
            rest += UInt64(v[n - 1])
            if rest >> 32 != 0 { break }
        }
        var borrow: Int64 = 0
        var carry: UInt64 = 0
        for i in 0..<n {
            let product: UInt64 = estimate * UInt64(v[i]) + carry
            carry = product >> 32
            let part: Int64 = Int64(u[i + j]) - borrow - Int64(product & 0xFFFF_FFFF)
            u[i + j] = UInt32(truncatingIfNeeded: part)
            borrow = part < 0 ? 1 : 0
        }
        let part: Int64 = Int64(u[j + n]) - borrow - Int64(carry)
        u[j + n] = UInt32(truncatingIfNeeded: part)
        if part < 0 {
            estimate -= 1
            var carry: UInt64 = 0
            for i in 0..<n {
                let sum: UInt64 = UInt64(u[i + j]) + UInt64(v[i]) + carry
                u[i + j] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            u[j + n] = u[j + n] &+ UInt32(carry)
        }
        return UInt32(estimate)
    }

    package static func greatestCommonDivisor(_ first: Natural, _ second: Natural) -> Natural {
        var a: Natural = first
        var b: Natural = second
        while !b.isZero {
            if a.isOne || b.isOne { return .one }
            if var x: UInt64 = a.small, var y: UInt64 = b.small {
                while y != 0 { (x, y) = (y, x % y) }
                return Natural(x)
            }
            (a, b) = (b, a.dividing(by: b).remainder)
        }
        return a
    }

    /// The decimal digits as ASCII, without leading zeros; "0" for zero.
    package var decimalDigits: [UInt8] {
        if isZero { return [UInt8(ascii: "0")] }
        var rest: Natural = self
        var digits: [UInt8] = []
        while !rest.isZero {
            var part: UInt32 = rest.divide(by: 1_000_000_000)
            for _ in 0..<9 {
                if part == 0 && rest.isZero { break }
                digits.append(UInt8(ascii: "0") + UInt8(part % 10))
                part /= 10
            }
        }
        digits.reverse()
        return digits
    }
}
