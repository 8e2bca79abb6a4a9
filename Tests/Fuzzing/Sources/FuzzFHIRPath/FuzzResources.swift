import FHIRCore

/// Small resources with something of everything: primitives without values, choices, contained resources, narrative, odd numbers.
enum FuzzResources {
    static let all: [Element?] = [nil] + [patient, observation, bundle].map { try? ElementTree.read(json: Array($0.utf8)).root }

    private static let patient: String = """
        {"resourceType": "Patient", "id": "p", "meta": {"lastUpdated": "2020-02-29T23:59:59.999+01:00"},
         "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>é😀</p></div>"},
         "contained": [{"resourceType": "Organization", "id": "o", "name": "Clinic"}],
         "extension": [{"url": "http://x/a", "valueString": "A"}, {"url": "http://x/b", "valueInteger": 3}],
         "modifierExtension": [{"url": "http://x/m", "valueBoolean": true}],
         "active": true, "name": [{"use": "official", "family": "Chalmers", "given": ["Peter", "James"]},
         {"given": [null, "Jim"], "_given": [{"extension": [{"url": "http://x/u", "valueCode": "unknown"}]}, null]}],
         "birthDate": "1974-12", "multipleBirthInteger": 2, "managingOrganization": {"reference": "#o"},
         "maritalStatus": {"coding": [{"system": "http://x", "code": "M"}], "text": "Married"}, "gender": null, "unknown": [[]]}
        """

    private static let observation: String = """
        {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
         "effectivePeriod": {"start": "2020-01-01", "end": "9999-12-31T23:59:59Z"},
         "valueQuantity": {"value": 185.10, "unit": "lbs", "system": "http://unitsofmeasure.org", "code": "[lb_av]"},
         "referenceRange": [{"low": {"value": -1e-30, "unit": "lbs"},
         "high": {"value": 99999999999999999999999999999999999999999999.9, "comparator": "<"}},
         {"age": {"low": {"value": 1, "system": "http://unitsofmeasure.org", "code": "a"}}}],
         "component": [{"code": {"text": "time"}, "valueTime": "23:59:59"}, {"code": {"text": "no date"}, "valueDateTime": "2015-13"},
         {"code": {"text": "ratio"}, "valueRatio": {"numerator": {"value": 1e400}, "denominator": {"value": 0}}},
         {"code": {"text": "sampled"}, "valueSampledData": {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "E U 1"}}]}
        """

    private static let bundle: String = """
        {"resourceType": "Bundle", "type": "collection", "entry": [
         {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "near", "birthDate": "2000"}},
         {"fullUrl": "http://s/Observation/o", "resource": {"resourceType": "Observation", "id": "o", "status": "final",
          "code": {"coding": [{"system": "http://x", "code": "a"}, {"system": "http://x", "code": "b"}]}, "valueInteger": 7,
          "subject": {"reference": "Patient/near"}, "performer": [{"reference": "urn:uuid:1"}, {"display": "somebody"}]}}]}
        """
}
