import FHIRCore

// Slices: which items belong to them, and what they ask of those.
extension ProfileCompiler {
    mutating func slicing(_ element: ProfileElement, _ types: [TypeDefinition], in owner: TypeDefinition) -> SlicingRule? {
        if element.slices.isEmpty { return nil }
        return slicing(of: element, slices: element.slices.filter { !isReslice($0, of: element) }, types, in: owner)
    }

    /// `a/b` is a slice of the slice `a`, if there is one of that name.
    private func isReslice(_ slice: ProfileElement, of element: ProfileElement) -> Bool {
        guard let name = slice.sliceName, let slash = name.lastIndex(of: "/") else { return false }
        return element.slices.contains { $0.sliceName == String(name[..<slash]) }
    }

    private mutating func slicing(
        of element: ProfileElement, slices: [ProfileElement], _ types: [TypeDefinition], in owner: TypeDefinition,
        all: [ProfileElement]? = nil
    ) -> SlicingRule? {
        let isExtension: Bool = element.name == "extension" || element.name == "modifierExtension"
        let stated: ElementConstraint.Slicing? = element.constraint.slicing
        var discriminators: [ElementConstraint.Discriminator] = stated?.discriminators ?? []
        if discriminators.isEmpty, isExtension { discriminators = [ElementConstraint.Discriminator(type: "value", path: "url")] }
        if discriminators.isEmpty, element.name.hasSuffix("[x]") {
            discriminators = [ElementConstraint.Discriminator(type: "type", path: "$this")]
        }
        var compiled: [SlicingRule.Slice] = []
        var place: Int = 0
        for slice in slices {
            guard let matchers = matchers(slice, discriminators, types, at: &place) else { return nil }
            compiled.append(compile(slice, of: all ?? element.slices, matchers, types, in: owner))
        }
        return SlicingRule(
            origin: RuleOrigin(profile: url, element: element.id), name: element.name, slices: compiled,
            isClosed: stated?.rules == "closed", isOpenAtEnd: stated?.rules == "openAtEnd", isOrdered: stated?.isOrdered ?? false,
            isComplexExtension: isExtension && owner.name == "Extension")
    }

    private mutating func compile(
        _ slice: ProfileElement, of all: [ProfileElement], _ matchers: [SliceMatcher], _ types: [TypeDefinition],
        in owner: TypeDefinition
    ) -> SlicingRule.Slice {
        let own: [TypeDefinition] = types.filter { type in slice.constraint.types.contains { $0.code == type.name } }
        let prefix: String = (slice.sliceName ?? "") + "/"
        let below: [ProfileElement] = all.filter { other in
            guard let name = other.sliceName, name.hasPrefix(prefix) else { return false }
            return !name.dropFirst(prefix.count).contains("/")
        }
        let reslicing: SlicingRule? =
            below.isEmpty ? nil : slicing(of: slice, slices: below, own.isEmpty ? types : own, in: owner, all: all)
        return SlicingRule.Slice(
            slice.sliceName ?? "", RuleOrigin(profile: url, element: slice.id),
            occurs: (slice.constraint.min ?? 0, slice.constraint.max ?? Int.max), matchers,
            items: rules(of: slice, types: own.isEmpty ? types : own), reslicing: reslicing, magicCode: magicCode(slice))
    }

    /// The LOINC code of a vital sign that a slice of Observation.code.coding demands (FHIR R4, observation-vitalsigns).
    private func magicCode(_ slice: ProfileElement) -> String? {
        guard slice.id.hasPrefix("Observation.code.coding:"),
            slice.existingChild("system")?.constraint.fixed?.value == "http://loinc.org",
            VitalSigns.profiles.contains(url)
        else { return nil }
        return slice.existingChild("code")?.constraint.fixed?.value
    }
}
