import Testing

@testable import FHIRPath
