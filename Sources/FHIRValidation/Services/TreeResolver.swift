import FHIRCore
import FHIRPath

/// What `resolve()` finds in an invariant: resources in the tree at hand, those that the options name, definitions.
struct TreeResolver: FHIRPathResolver {
    let index: ResourceIndex
    let services: EmbeddedPathServices

    func resolve(_ reference: String, from element: Element) -> Element? {
        index.resolve(reference, from: element) ?? services.resolve(reference, from: element)
    }
}
