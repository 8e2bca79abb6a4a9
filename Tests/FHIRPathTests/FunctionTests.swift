import FHIRCore
import Testing

@testable import FHIRPath

struct FunctionTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let expression: String
        let expected: [String]
        let reason: String
        var testDescription: String { "\(expression): \(reason)" }

        init(_ expression: String, _ expected: [String], _ reason: String) {
            self.expression = expression
            self.expected = expected
            self.reason = reason
        }
    }

    static let patient: String = """
        {"resourceType": "Patient", "id": "p", "contained": [{"resourceType": "Organization", "id": "o", "name": "Clinic"}],
         "extension": [{"url": "http://x/a", "valueString": "A"}, {"url": "http://x/b", "valueInteger": 3}],
         "modifierExtension": [{"url": "http://x/m", "valueBoolean": true}],
         "active": true, "name": [{"family": "Chalmers", "given": ["Peter", "James"]}, {"given": [null, "Jim"],
         "_given": [{"extension": [{"url": "http://x/u", "valueCode": "unknown"}]}, null]}],
         "birthDate": "1974-12", "multipleBirthInteger": 2, "managingOrganization": {"reference": "#o"},
         "maritalStatus": {"coding": [{"system": "http://x", "code": "M"}]}}
        """

    @Test(
        "values and functions",
        arguments: [
            Row("1.10 + 2.2", ["3.30"], "digits are kept"),
            Row("0.1 + 0.2 = 0.3", ["true"], "decimals are exact"),
            Row("1 / 3 * 3 = 1", ["false"], "a quotient without end is rounded"),
            Row("7 mod -2", ["1"], "the rest has the sign of the dividend"),
            Row("-7 div 2", ["-3"], "whole division goes towards zero"),
            Row("9223372036854775807 + 1", [], "overflow is empty"),
            Row("2147483647 * 2", ["4294967294"], "integers have 64 bits"),
            Row("3.5.round()", ["4"], "a half goes away from zero"),
            Row("(-3.5).round()", ["-4"], "a half goes away from zero, on the other side too"),
            Row("5.power(0)", ["1"], "the power of zero"),
            Row("2.power(-1)", ["0.5"], "a negative exponent gives a decimal"),
            Row("4.sqrt()", ["2"], "a whole root"),
            Row("@2014 + 24 months", ["2016"], "finer units count as whole coarser ones"),
            Row("@2019-03-01 + 24 months", ["2021-03-01"], "months of the calendar"),
            Row("@2020-01-31 + 1 month", ["2020-02-29"], "the month's last day"),
            Row("@2012-02-29 + 1 year", ["2013-02-28"], "no leap day in the next year"),
            Row("@2012-03-01 - 1 day", ["2012-02-29"], "over a leap day"),
            Row("@T23:30 + 45 minutes", ["00:15"], "time of day turns over"),
            Row("@2012-04-15 + 'a'", ["error: execution"], "no date plus string"),
            Row("@2012 = @2012-04", [], "unknown at a lower precision"),
            Row("@2012 < @2013-04", ["true"], "the years decide"),
            Row("@2012-04-15T10:00:00Z < @2012-04-17T10:00:00", ["true"], "no zone could turn it round"),
            Row("@2012-04-15T10:00:00Z < @2012-04-15T12:00:00", [], "the zone decides, and is missing"),
            Row("1 year = 12 months", ["true"], "calendar years have twelve months"),
            Row("1 year = 1 'a'", [], "a calendar year is not a mean year"),
            Row("1 year ~ 1 'a'", ["true"], "but equivalent"),
            Row("1 'kg' = 1000 'g'", ["true"], "the same mass"),
            Row("1 'kg' > 1 'm'", [], "mass and length have no order"),
            Row("1 'm' + 10 'cm' = 1.1 'm'", ["true"], "converted to the left unit"),
            Row("37 'Cel' = 310.15 'K'", ["true"], "units with an offset"),
            Row("'10 \\'mg\\''.toQuantity('g') = 0.01 'g'", ["true"], "converted on request"),
            Row("'abc'.substring(1, 100)", ["bc"], "no more than there is"),
            Row("'aXbXc'.split('X').join('-')", ["a-b-c"], "apart and together"),
            Row("'banana'.lastIndexOf('an')", ["3"], "the last place"),
            Row("'e\\u0301' = '\\u00e9'", ["false"], "strings are compared code by code"),
            Row("'😀a'.length()", ["2"], "characters, not UTF-16 units"),
            Row("'2015-02-30'.toDate()", [], "no such day"),
            Row("'2015-02-04T14:34'.toDateTime()", ["2015-02-04T14:34"], "to the minute"),
            Row("(1 | 2 | 2.0 | 3).count()", ["3"], "2 and 2.0 are equal"),
            Row("(1 | 2).combine(2).isDistinct()", ["false"], "combine keeps duplicates"),
            Row("(1|2|3|4|5|6|7|8|9|10|11|12).intersect(12|1|99)", ["1", "12"], "more than eight items are hashed"),
            Row("(1|2|3).exclude(2)", ["1", "3"], "order stays"),
            Row("(3|1|2).sort(-$this)", ["3", "2", "1"], "turned round"),
            Row("(1|2|3).aggregate($this * $total, 1)", ["6"], "a product"),
            Row("(1|2|3).select($this + $index)", ["1", "3", "5"], "the place of the item"),
            Row("{}.exists() or {}.count() = 0", ["true"], "nothing is there"),
            Row("iif(false, 1)", [], "no else"),
            Row("'P1'.matches('^P\\\\d$')", ["true"], "a class of characters"),
            Row("'abc'.replaceMatches('(b)', '[$1]')", ["a[b]c"], "groups in the substitute"),
            Row("%ucum", ["http://unitsofmeasure.org"], "a system by name"),
            Row("%`ext-birthPlace`", ["http://hl7.org/fhir/StructureDefinition/birthPlace"], "an extension by name"),
            Row("%undefined", ["error: semantic"], "no such variable"),
            Row("1.type().name", ["Integer"], "type information"),
            Row("/* c */ 1 // end", ["1"], "comments"),
        ])
    func values(_ row: Row) { #expect(texts(row.expression) == row.expected, "\(row.reason)") }

    @Test(
        "elements",
        arguments: [
            Row("extension('http://x/b').value", ["3"], "an extension by its address"),
            Row("name.given.count()", ["4"], "a value that has only an extension is there"),
            Row("name.given.where(hasValue())", ["Peter", "James", "Jim"], "and has no value"),
            Row("name[1].given[0].hasValue()", ["false"], "only an extension"),
            Row("name[1].given[0].extension.value", ["unknown"], "extensions of primitives"),
            Row("active.getValue().type().namespace", ["System"], "a system value"),
            Row("name.getValue()", [], "no primitive, and two of them"),
            Row("birthDate.value = birthDate", ["true"], "a primitive's system value is a child of it"),
            Row("active.value.type().namespace", ["System"], "of the system's type"),
            Row("name[1].given[0].value", [], "if it has one"),
            Row("multipleBirth is integer", ["true"], "a choice by its name"),
            Row("multipleBirthInteger", [], "a choice's concrete name is JSON's and XML's"),
            Row("managingOrganization.resolve().name", ["Clinic"], "a contained resource"),
            Row("contained.managingOrganization.empty()", ["true"], "nothing there"),
            Row("birthDate < @1975", ["true"], "a month before the year"),
            Row("birthDate = @1974-12-25", [], "the day is not known"),
            Row("%resource.id", ["p"], "the resource"),
            Row("contained.name.select(%rootResource.id)", ["p"], "the root"),
            Row("Resource.id", ["p"], "an abstract type starts the path"),
            Row("Observation.id", [], "another type"),
            Row("descendants().where($this is Coding).code", ["M"], "deep in the tree"),
            Row("children().count() = descendants().count()", ["false"], "children are fewer"),
            Row("checkModifiers('http://x/m').id", ["p"], "the modifier is understood"),
            Row("checkModifiers('http://x/other').id", ["error: execution"], "it is not"),
            Row("name.as(HumanName)", ["error: execution"], "as takes one item"),
            Row("name.ofType(HumanName).count()", ["2"], "ofType filters"),
            Row("maritalStatus ~ maritalStatus", ["true"], "equivalent to itself"),
            Row("name.repeat(given)", ["Peter", "James", "<string>", "Jim"], "every step"),
            Row("memberOf('http://x')", ["error: unsupported"], "no terminology here"),
            Row("conformsTo('http://x')", ["error: unsupported"], "no profiles here"),
            Row("text.div.htmlChecks()", [], "no narrative"),
        ])
    func elements(_ row: Row) throws {
        #expect(texts(row.expression, on: try resource(FunctionTests.patient)) == row.expected, "\(row.reason)")
    }

    @Test(
        "an element without content",
        arguments: [
            Row("address.exists()", ["false"], "does not exist"),
            Row("address.empty()", ["true"], "is empty"),
            Row("address or false", [], "is not true by being the only one"),
            Row("active or address", ["true"], "changes nothing"),
            Row("address.count()", ["1"], "is counted"),
            Row("birthDate.hasValue()", ["false"], "an empty text is no value"),
            Row("birthDate.exists()", ["true"], "and stands there"),
        ])
    func hollow(_ row: Row) throws {
        let patient: String = #"{"resourceType":"Patient","active":true,"birthDate":"","address":[{}]}"#
        #expect(texts(row.expression, on: try resource(patient)) == row.expected, "\(row.reason)")
    }

    @Test(
        "defineVariable: known for the rest of the path, not beyond",
        arguments: [
            Row("defineVariable('n', 3).select(%n + 1)", ["4"], "known in what follows"),
            Row("defineVariable('n').id = %n.id", ["error: semantic"], "not on the other side of an operator"),
            Row("defineVariable('a', 1).id | %a", ["error: semantic"], "not on the other side of a union"),
            Row(
                "select(defineVariable('a', 1).select(%a)) | select(defineVariable('a', 2).select(%a))", ["1", "2"],
                "twice, apart"),
            Row("defineVariable('a', 1).defineVariable('a', 2)", ["error: semantic"], "not twice in one path"),
            Row("defineVariable('context', 1)", ["error: semantic"], "not one of the language's own"),
            Row("name.select(defineVariable('g', given.first()).select(%g))", ["Peter", "<string>"], "anew for each item"),
        ])
    func variables(_ row: Row) throws {
        #expect(texts(row.expression, on: try resource(FunctionTests.patient)) == row.expected, "\(row.reason)")
    }

    @Test("every function of the table stands once, and can be called")
    func table() {
        let names: [String] = FunctionTable.chapters.flatMap { $0.functions.map(\.name) }
        #expect(Set(names).count == names.count)
        #expect(FunctionTable.chapters.allSatisfy { !$0.functions.isEmpty })
    }
}
