import FHIRCore
import FHIRPath
import FuzzSupport

/// What must hold for every text that is taken for an expression.
enum ExpressionLaws {
    /// Compiles a text in the manner that `choice` says, and evaluates it on the resource that it says.
    static func check(_ text: String, choice: Int) {
        let resource: Element? = FuzzResources.all[choice & 3]
        let manner: FHIRPath.Manner = choice & 4 == 0 ? .user : .definition
        let isStrict: Bool = choice & 8 != 0
        let context: String? = isStrict ? resource?.typeName : nil
        let path: FHIRPath
        do throws(FHIRPathError) {
            path = try FHIRPath(text, context: context, manner: manner, isStrict: isStrict)
        } catch {
            return checkError(error, in: text)
        }
        if isStrict {
            Finding.require(
                (try? FHIRPath(text, manner: manner)) != nil, "what passes the strict check does not compile without it")
        }
        let values: [FHIRPathValue]? = evaluate(path, resource)
        if let values, let again = evaluate(path, resource) {
            Finding.require(values == again, "not the same when it was evaluated again")
        }
        checkInBrackets(path, context, isStrict, resource, values)
    }

    /// In brackets an expression is parsed as without them, and has as many items.
    private static func checkInBrackets(
        _ path: FHIRPath, _ context: String?, _ isStrict: Bool, _ resource: Element?, _ values: [FHIRPathValue]?
    ) {
        let bracketed: String = "(" + path.expression + "\n)"
        // Deeper by one level than is allowed, perhaps.
        guard let inner = try? FHIRPath(bracketed, context: context, manner: path.manner, isStrict: isStrict) else { return }
        Finding.require(inner.outline == path.outline, "in brackets it is another expression")
        guard let values, let count = try? FHIRPath(bracketed + ".count()", manner: path.manner) else { return }
        if let counted = evaluate(count, resource) {
            Finding.require(counted == [.integer(values.count)], "count() is not the number of items")
        }
    }

    /// Nil for an error: where a limit ends a run may hang on the clock.
    private static func evaluate(_ path: FHIRPath, _ resource: Element?) -> [FHIRPathValue]? {
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 20_000
        environment.limits.items = 10_000
        environment.limits.textBytes = 1 << 16
        environment.limits.regularExpressionSteps = 10_000
        environment.now = "2020-02-29T12:00:00.123Z"
        environment.variables["limit"] = [.date("2000-01-01"), .quantity(value: "1.10", unit: "mg")]
        do throws(FHIRPathError) {
            let values: [FHIRPathValue] = try path.evaluate(on: resource, in: environment)
            for value in values { Finding.require(!value.typeName.isEmpty, "a value without a type") }
            return values
        } catch {
            checkError(error, in: path.expression)
            return nil
        }
    }

    /// An error has words and a place in the expression.
    private static func checkError(_ error: FHIRPathError, in text: String) {
        Finding.require(!error.message.isEmpty, "an error without words")
        Finding.require(error.expression == text, "an error of another expression")
        Finding.require((0...text.utf8.count).contains(error.offset), "an error outside the expression")
        Finding.require(error.line > 0 && error.column > 0 && error.excerpt.hasSuffix("^"), "an error without a caret")
    }
}
