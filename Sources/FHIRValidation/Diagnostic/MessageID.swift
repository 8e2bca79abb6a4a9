/// The stable names of messages. Where the reference validator has a message for the same finding, its name is used, so that lists of
/// accepted issues fit both; names that begin with `CaseBridge_` are ours.
public struct MessageID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// A message by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    init(_ name: String) { rawValue = name }

    /// The name.
    public var description: String { rawValue }
}

extension MessageID {
    // Structure
    static let unknownElement = MessageID("Unrecognised_property_")
    static let unknownXMLElement = MessageID("Undefined_element_")
    static let unknownXMLAttribute = MessageID("Undefined_attribute__on__for_type__properties__")
    static let strayText = MessageID("Text_should_not_be_present")
    static let wrongNamespace = MessageID("Wrong_namespace__expected_")
    static let outOfOrder = MessageID("Validation_VAL_Profile_OutOfOrder")
    static let arrayExpected = MessageID("This_property_must_be_an_Array_not_")
    static let objectExpected = MessageID("This_property_must_be__not_")
    static let simpleValueExpected = MessageID("This_property_must_be_an_simple_value_not_")
    static let stringExpected = MessageID("Error_parsing_JSON_the_primitive_value_must_be_a_string")
    static let numberExpected = MessageID("Error_parsing_JSON_the_primitive_value_must_be_a_number")
    static let booleanExpected = MessageID("Error_parsing_JSON_the_primitive_value_must_be_a_boolean")
    static let nullNotAllowed = MessageID("CaseBridge_Null_Not_Allowed")
    static let emptyArray = MessageID("ARRAY_CANNOT_BE_EMPTY")
    static let emptyObject = MessageID("Object_must_have_some_content")
    static let duplicateMember = MessageID("Duplicated_property_name")
    static let resourceTypeMissing = MessageID("Unable_to_find_resourceType_property")
    static let resourceCount = MessageID("CaseBridge_Resource_Count")
    static let minimum = MessageID("Validation_VAL_Profile_Minimum")
    static let maximum = MessageID("Validation_VAL_Profile_Maximum")
    static let abstractNoValue = MessageID("Type_Specific_Checks_DT_Primitive_ValueExt")
    /// The input could not be checked: it is missing, no resource, or passes a limit; or the run failed, such as a profile not found.
    static let unreadable = MessageID("CaseBridge_Unreadable")
    /// Nothing was found: an OperationOutcome needs an issue to say so.
    static let allOK = MessageID("ALL_OK")

    // Codes
    static let codeNotInSet = MessageID("Terminology_TX_NoValid_16")
    static let codeMissing = MessageID("Terminology_TX_Code_ValueSet_MISSING")
    static let conceptNotInSet = MessageID("Terminology_TX_NoValid_1_CC")
    static let conceptNotInExtensibleSet = MessageID("Terminology_TX_NoValid_2_CC")
    static let codingNotInSet = MessageID("Terminology_TX_NoValid_4")
    static let codingNotInExtensibleSet = MessageID("Terminology_TX_NoValid_5")
    static let unknownCode = MessageID("Unknown_Code_in_Version")
    static let bindingNotChecked = MessageID("Terminology_TX_Binding_NoServer")

    // Addresses and references
    static let canonicalAbsolute = MessageID("TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE")
    static let referenceTarget = MessageID("Reference_REF_BadTargetType2")
}
