import FHIRCore
import FHIRModels
import FoundationEssentials
import Testing

/// Views through our coders and through Foundation's.
struct CodingTests {
    static let observation = Observation(
        id: "o", status: .final, code: CodeableConcept(coding: [Coding(system: "http://loinc.org", code: "1-8")]),
        value: .quantity(Quantity(value: "2.30", unit: "cm")),
        component: [Observation.Component(code: CodeableConcept(text: "a \"quoted\"\nname"), value: .integer(-3))])

    @Test func `our coders keep every digit, JSON and XML`() throws {
        let json: [UInt8] = FHIRJSONEncoder().encode(Self.observation).bytes
        #expect(try FHIRJSONDecoder().decode(Observation.self, from: json) == Self.observation)
        let xml: [UInt8] = FHIRXMLEncoder().encode(Self.observation).bytes
        #expect(try FHIRXMLDecoder().decode(Observation.self, from: xml) == Self.observation)
        #expect(try FHIRXMLDecoder().decode(AnyResource.self, from: xml).as(Observation.self) == Self.observation)
    }

    @Test func `a data type and a part of a resource are read by themselves`() throws {
        let component: Observation.Component = Self.observation.component[0]
        let json: [UInt8] = FHIRJSONEncoder().encode(component).bytes
        #expect(try FHIRJSONDecoder().decode(Observation.Component.self, from: json) == component)
    }

    @Test func `a resource of another type is an error`() {
        let json: [UInt8] = FHIRJSONEncoder().encode(Self.observation).bytes
        let error: ReadError? = #expect(throws: ReadError.self) { try FHIRJSONDecoder().decode(Patient.self, from: json) }
        #expect(error?.code == .notAResource)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Patient.self, from: Data(json)) }
    }

    @Test func `Foundation's coders carry everything but the digits`() throws {
        let data: Data = try JSONEncoder().encode(Self.observation)
        var decoded: Observation = try JSONDecoder().decode(Observation.self, from: data)
        guard case .quantity(var quantity)? = decoded.value else {
            Issue.record("the value is no quantity")
            return
        }
        #expect(quantity.value == "2.3")
        quantity.value = "2.30"
        decoded.value = .quantity(quantity)
        #expect(decoded == Self.observation)
    }

    @Test func `a number with more digits than Foundation's coders carry is an error, not a loss`() {
        let quantity = Quantity(value: "0.12345678901234567890")
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(quantity) }
    }

    struct Holder: Codable, Equatable {
        var date: FHIRDate
        var gender: AdministrativeGender
        var amount: FHIRInteger
        var flag: FHIRBoolean
        var name: HumanName
    }

    @Test func `views stand in other types, primitives with id and extensions`() throws {
        var holder = Holder(date: "1970-01", gender: .male, amount: 3, flag: true, name: HumanName(text: "x"))
        #expect(try JSONDecoder().decode(Holder.self, from: try JSONEncoder().encode(holder)) == holder)
        holder.date.id = "d"
        holder.gender.extension = [Extension(url: "http://e.org", value: .string("s"))]
        #expect(try JSONDecoder().decode(Holder.self, from: try JSONEncoder().encode(holder)) == holder)
    }
}
