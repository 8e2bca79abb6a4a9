// The rooms that users of the library need, under one import. There is no other way in Swift to re-export a module.
@_exported import CaseRecords
@_exported import FHIRCore
@_exported import FHIRModels
@_exported import FHIRPath
@_exported import FHIRTerminology
@_exported import FHIRValidation
@_exported import UCUM

/// The version of CaseBridge.
public let caseBridgeVersion: String = "0.1.0"
