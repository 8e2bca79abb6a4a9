/* The compiled tables of CaseBridge, embedded in the binary, and the shape of the rows of the schema table.
 *
 * `r4.definitions` starts with `cb_header`, followed by its sections. All numbers are little-endian, every section
 * starts at a multiple of 8 bytes, and rows are read in place. Text stands once, in the pool: a `cb_text` is the
 * index of a string (see CB_TEXT_OFFSETS). CB_NONE in a 32-bit and CB_NONE16 in a 16-bit field means "none".
 * Section numbers and rows are described here and nowhere else; DefinitionsCompiler writes them, FHIRCore/Schema reads them.
 */
#ifndef CASEBRIDGE_DEFINITIONS_H
#define CASEBRIDGE_DEFINITIONS_H

#include <stddef.h>
#include <stdint.h>

#define CB_NONE 0xFFFFFFFFu
#define CB_NONE16 0xFFFFu
#define CB_MAGIC 0x54444243u /* "CBDT" */
#define CB_FORMAT_VERSION 1u

typedef uint32_t cb_text;

enum cb_section_id {
    CB_TEXT_OFFSETS = 0,   /* uint32_t[count]: string i is bytes [offsets[i], offsets[i + 1]) of CB_TEXT_BYTES; count = strings + 1 */
    CB_TEXT_BYTES,         /* UTF-8, no terminators */
    CB_TYPES,              /* cb_type: primitives, complex types, backbone elements ("Patient.contact"), resources */
    CB_ELEMENTS,           /* cb_element: those of one type stand together, in the order of the definition */
    CB_FIELDS,             /* cb_field: those of one type stand together, in canonical order */
    CB_FIELD_SLOTS,        /* uint32_t[power of two]: field index + 1 or 0; open addressing over cb_hash of (type, name) */
    CB_TYPE_SLOTS,         /* uint32_t[power of two]: type index + 1 or 0; over cb_hash(0xFFFF, name) */
    CB_TYPE_REFS,          /* cb_type_ref: the types of an element */
    CB_TARGETS,            /* cb_text: canonical urls of target profiles */
    CB_PROFILES,           /* cb_text: canonical urls of profiles of a type */
    CB_BINDINGS,           /* cb_binding */
    CB_INVARIANTS,         /* cb_invariant: each (key, type) once */
    CB_INVARIANT_REFS,     /* uint32_t: indexes of invariants, by element or type */
    CB_CODE_SYSTEMS,       /* cb_code_system, sorted by url (bytewise) */
    CB_CONCEPTS,           /* cb_concept: those of one code system together, in the order of the definition, parents first */
    CB_CONCEPT_SLOTS,      /* uint32_t[power of two]: concept index + 1 or 0; over cb_hash(code system index, code) */
    CB_VALUE_SETS,         /* cb_value_set, sorted by url (bytewise) */
    CB_INCLUDES,           /* cb_include: include and exclude of a compose, in order */
    CB_INCLUDED_CODES,     /* cb_included_code */
    CB_FILTERS,            /* cb_filter */
    CB_INCLUDED_SETS,      /* cb_text: canonical urls of value sets */
    CB_CONCEPT_PROPERTIES, /* cb_concept_property: those of one concept together; only what a filter can ask for */
    CB_SECTION_COUNT
};

typedef struct {
    uint32_t offset; /* from the start of the table, bytes */
    uint32_t count;  /* rows; bytes for CB_TEXT_BYTES */
} cb_section;

typedef struct {
    uint32_t magic, format;
    cb_text fhir_version; /* "4.0.1" */
    uint32_t section_count;
    cb_section sections[CB_SECTION_COUNT];
} cb_header;

enum cb_type_kind { CB_PRIMITIVE = 0, CB_COMPLEX = 1, CB_BACKBONE = 2, CB_RESOURCE = 3 };

enum cb_type_flags { CB_ABSTRACT = 1 };

typedef struct {
    cb_text name;            /* "Patient", "HumanName", "Patient.contact", "code" */
    cb_text url;             /* canonical of the StructureDefinition; CB_NONE for a backbone element */
    uint16_t base;           /* index of the base type, CB_NONE16 for a root */
    uint8_t kind, flags;     /* cb_type_kind, cb_type_flags */
    uint32_t first_element;  /* all elements, inherited ones too */
    uint32_t first_field;
    uint16_t element_count, field_count;
    uint32_t first_invariant; /* into CB_INVARIANT_REFS: of the type's own root element, inherited ones too */
    uint32_t invariant_count;
} cb_type;

enum cb_element_flags {
    CB_CHOICE = 1,          /* name ends in [x] */
    CB_MODIFIER = 2,
    CB_SUMMARY = 4,
    CB_XML_ATTRIBUTE = 8,   /* id of elements, url of Extension, value of primitives */
    CB_XHTML = 16,
    CB_RESOURCE_VALUED = 32 /* holds a whole resource (contained, entry.resource, ...) */
};

typedef struct {
    cb_text name;             /* "birthDate", "value[x]" */
    cb_text path;             /* as the definition gives it: "Patient.birthDate", "Element.id" */
    uint16_t owner;           /* type */
    uint16_t min, max;        /* max: CB_NONE16 = unlimited */
    uint16_t flags;           /* cb_element_flags */
    uint32_t first_type_ref;
    uint16_t type_ref_count;
    uint16_t field_count;     /* 1, or the number of names of a choice; 0 for an element that is no child (a primitive's value) */
    uint32_t first_field;
    uint32_t binding;         /* index, or CB_NONE */
    uint32_t first_invariant; /* into CB_INVARIANT_REFS: of this element's own definition (not those of its type) */
    uint32_t invariant_count;
    uint32_t max_length;      /* characters, or CB_NONE */
    cb_text content_reference; /* path ("Bundle.link"), or CB_NONE */
} cb_element;

/* One concrete name under a type: an element has one, a choice one for every type it allows ("valueQuantity"). */
typedef struct {
    cb_text name;     /* as written in JSON and XML */
    uint32_t element;
    uint16_t owner;   /* type */
    uint16_t type;    /* of the value; for a content reference the type referred to; abstract Resource for CB_RESOURCE_VALUED */
    uint32_t flags;   /* the element's, copied */
} cb_field;

typedef struct {
    uint16_t type;           /* index; CB_NONE16 where the type is none of the table */
    uint16_t target_count, profile_count, reserved;
    uint32_t first_target;   /* into CB_TARGETS */
    uint32_t first_profile;  /* into CB_PROFILES */
} cb_type_ref;

enum cb_strength { CB_REQUIRED = 0, CB_EXTENSIBLE = 1, CB_PREFERRED = 2, CB_EXAMPLE = 3 };

typedef struct {
    cb_text value_set;     /* canonical, with |version if it has one; or CB_NONE */
    uint32_t value_set_row; /* into CB_VALUE_SETS, or CB_NONE */
    cb_text max_value_set; /* of the elementdefinition-maxValueSet extension, or CB_NONE */
    uint32_t strength;     /* cb_strength */
} cb_binding;

enum cb_severity { CB_ERROR = 0, CB_WARNING = 1 };

typedef struct {
    cb_text key;        /* "ele-1" */
    cb_text expression; /* FHIRPath, or CB_NONE */
    cb_text source;     /* canonical of the definition that states it, or CB_NONE */
    uint16_t severity;  /* cb_severity */
    uint16_t best_practice; /* 1 if the definition marks it as best practice */
} cb_invariant;

enum cb_content { CB_NOT_PRESENT = 0, CB_EXAMPLE_CONTENT = 1, CB_FRAGMENT = 2, CB_COMPLETE = 3, CB_SUPPLEMENT = 4 };

typedef struct {
    cb_text url, version, name, value_set; /* value_set: canonical of the set of all its codes, or CB_NONE */
    uint32_t first_concept, concept_count;
    uint8_t content;        /* cb_content */
    uint8_t case_sensitive; /* 0 or 1 */
    uint16_t reserved;
} cb_code_system;

enum cb_concept_flags { CB_CONCEPT_ABSTRACT = 1, CB_CONCEPT_INACTIVE = 2 };

typedef struct {
    cb_text code, display; /* display: CB_NONE if it has none */
    uint32_t parent;       /* index of the concept above, or CB_NONE */
    uint32_t flags;        /* cb_concept_flags */
    uint32_t first_property, property_count;
} cb_concept;

typedef struct {
    cb_text code, value;
} cb_concept_property;

typedef struct {
    cb_text url, version, name;
    uint32_t first_include, include_count;
} cb_value_set;

typedef struct {
    cb_text system, version;
    uint32_t system_row;    /* into CB_CODE_SYSTEMS, or CB_NONE */
    uint32_t exclude;       /* 0 include, 1 exclude */
    uint32_t first_code, code_count;     /* into CB_INCLUDED_CODES */
    uint32_t first_filter, filter_count; /* into CB_FILTERS */
    uint32_t first_set, set_count;       /* into CB_INCLUDED_SETS */
} cb_include;

typedef struct {
    cb_text code, display;
} cb_included_code;

typedef struct {
    cb_text property, op, value;
} cb_filter;

/* An embedded file. `bytes` is aligned to 16. */
typedef struct {
    const unsigned char *_Nonnull bytes;
    size_t count;
} cb_embedded;

/* FHIR R4 (4.0.1): the schema table. */
cb_embedded cb_r4_definitions(void);
/* UCUM: units and prefixes. Its format is described in UCUM/UnitTable.swift. */
cb_embedded cb_ucum_definitions(void);
/* BCP 47 subtags of the IANA registry: lines `kind subtag`, sorted. */
cb_embedded cb_languages(void);
/* ISO 4217 alphabetic codes: lines `code name`, sorted. */
cb_embedded cb_currencies(void);
/* What each invariant of FHIR R4 asks for, in our words: lines `key words`, or `key@type words` where types share a key; sorted. Written by hand. */
cb_embedded cb_invariants(void);
/* Our own profiles, extensions, value sets and code systems: the files of Profiles/ one behind the other, in the order of their names. */
cb_embedded cb_profiles(void);
/* The profiles and extensions of FHIR R4 (4.0.1): JSON, one StructureDefinition a line. */
cb_embedded cb_r4_profiles(void);
/* The search parameters of FHIR R4 as JSON, one a line, with what a validator asks of them. */
cb_embedded cb_r4_search(void);

/* The hash of CB_FIELD_SLOTS, CB_TYPE_SLOTS and CB_CONCEPT_SLOTS. The first slot is hash & (slots - 1), then the next ones in turn. */
static inline uint32_t cb_hash(uint32_t scope, const unsigned char *_Nonnull bytes, size_t count) {
    uint64_t h = (uint64_t)scope * 0x9E3779B97F4A7C15ull ^ (uint64_t)count;
    while (count >= 8) {
        uint64_t w;
        __builtin_memcpy(&w, bytes, 8);
        h = (h ^ w) * 0xD6E8FEB86659FD93ull;
        h ^= h >> 32;
        bytes += 8;
        count -= 8;
    }
    uint64_t w = 0;
    for (size_t i = 0; i < count; i++) w |= (uint64_t)bytes[i] << (8 * i);
    h = (h ^ w) * 0xD6E8FEB86659FD93ull;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93ull;
    return (uint32_t)(h >> 32);
}

#endif
