import Testing

/// Packages as `--package` names them: files whatever their name, names with version from the user's folder, what they build on.
@Suite("validate: packages")
struct ValidatePackageTests {
    /// Two packages in a home folder and one as a file: `top` profiles Patient with a value set of `base`, which it builds on.
    private func home() throws -> Scratch {
        let scratch = try Scratch()
        let run = try shell(
            """
            put() { mkdir -p "$1/package"; cat > "$1/package/$2"; }
            put ".fhir/packages/top#1.0.0" package.json <<'END'
            {"name":"top","version":"1.0.0","fhirVersions":["4.0.1"],"dependencies":{"base":"2.0.0","hl7.fhir.r4.core":"4.0.1"}}
            END
            put ".fhir/packages/top#1.0.0" StructureDefinition-p.json <<'END'
            {"resourceType":"StructureDefinition","url":"http://t.org/p","name":"P","status":"draft","kind":"resource","abstract":false,
            "type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint","differential":{"element":[
            {"id":"Patient.maritalStatus","path":"Patient.maritalStatus","min":1,"binding":{"strength":"required","valueSet":"http://b.org/vs"}}]}}
            END
            put ".fhir/packages/base#2.0.0" package.json <<'END'
            {"name":"base","version":"2.0.0","fhirVersions":["4.0.1"]}
            END
            put ".fhir/packages/base#2.0.0" ValueSet-vs.json <<'END'
            {"resourceType":"ValueSet","url":"http://b.org/vs","status":"draft","compose":{"include":[{"system":"http://b.org/cs","concept":[{"code":"a"}]}]}}
            END
            tar -czf "top#1.0.0.tgz" -C ".fhir/packages/top#1.0.0" package
            tar -czf plain.tgz -C ".fhir/packages/base#2.0.0" package
            mkdir empty; echo no > broken.tgz
            """, in: scratch)
        #expect(run.status == 0, "\(run.err)")
        return scratch
    }

    private func validate(_ options: String, code: String, in scratch: Scratch, home: String = "$PWD") throws -> Tool.Run {
        let concept: String = #"{"coding":[{"system":"http://b.org/cs","code":"\#(code)"}]}"#
        let text: String = "{\"resourceType\":\"Patient\",\(Narrative.json),\"maritalStatus\":\(concept)}"
        try scratch.write(text, to: "p.json")
        return try shell(
            "HOME=\"\(home)\" \"$TOOL\" validate p.json --format csv --profile http://t.org/p \(options)", in: scratch)
    }

    @Test(
        "are found by name and version, by name alone, as a folder, and as a file with a # in its name",
        arguments: [
            "--package 'top#1.0.0'", "--package top", "--package './top#1.0.0.tgz'", "--package 'top#1.0.0.tgz'",
            "--package '.fhir/packages/top#1.0.0'", "--package ./plain.tgz --package top", "--load 'top#1.0.0.tgz'",
        ])
    func found(options: String) throws {
        let scratch: Scratch = try home()
        let right = try validate(options, code: "a", in: scratch)
        #expect(right.status == 0 && right.err.isEmpty, "\(right.out) \(right.err)")
        // The value set is that of the package it builds on.
        let wrong = try validate(options, code: "b", in: scratch)
        #expect(wrong.status == 1, "\(wrong.out)")
        #expect(wrong.out.contains("is not in the value set http://b.org/vs"), "\(wrong.out)")
    }

    @Test("what is not there is told: the package, its version, what it builds on")
    func missing() throws {
        let scratch: Scratch = try home()
        for name in ["top#2.0.0", "nothing", "./nothing.tgz", "broken.tgz", "empty"] {
            let run = try validate("--package '\(name)'", code: "a", in: scratch)
            #expect(run.status == 3, "\(name): \(run.err)")
            #expect(run.err.contains(name) && run.out.contains("CaseBridge_Unreadable"), "\(name): \(run.err)")
        }
        let alone = try validate("--package './top#1.0.0.tgz'", code: "b", in: scratch, home: "$PWD/empty")
        #expect(alone.err.contains("note: the package top#1.0.0 builds on base#2.0.0"), "\(alone.err)")
        // Codes of a set that is not at hand are neither right nor wrong.
        #expect(alone.status == 0, "\(alone.out)")
        #expect(alone.out.contains("Terminology_TX_ValueSet_NotFound") || alone.out.contains("not at hand"), "\(alone.out)")
    }
}
