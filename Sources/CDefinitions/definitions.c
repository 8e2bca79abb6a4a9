#include "definitions.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(16) static const unsigned char r4_definitions[] = {
#embed "r4.definitions"
};
_Alignas(16) static const unsigned char ucum_definitions[] = {
#embed "ucum.definitions"
};
_Alignas(16) static const unsigned char languages[] = {
#embed "languages"
};
_Alignas(16) static const unsigned char currencies[] = {
#embed "currencies"
};
_Alignas(16) static const unsigned char invariants[] = {
#embed "invariants"
};
_Alignas(16) static const unsigned char r4_profiles[] = {
#embed "r4.profiles"
};
_Alignas(16) static const unsigned char r4_search[] = {
#embed "r4.search"
};
/* The last 0 is there for the case that no file is; it is not counted. */
_Alignas(16) static const unsigned char profiles[] = {
#embed "profiles.json" suffix(, )
    0};

cb_embedded cb_r4_definitions(void) { return (cb_embedded){r4_definitions, sizeof r4_definitions}; }
cb_embedded cb_ucum_definitions(void) { return (cb_embedded){ucum_definitions, sizeof ucum_definitions}; }
cb_embedded cb_languages(void) { return (cb_embedded){languages, sizeof languages}; }
cb_embedded cb_currencies(void) { return (cb_embedded){currencies, sizeof currencies}; }
cb_embedded cb_invariants(void) { return (cb_embedded){invariants, sizeof invariants}; }
cb_embedded cb_profiles(void) { return (cb_embedded){profiles, sizeof profiles - 1}; }
cb_embedded cb_r4_profiles(void) { return (cb_embedded){r4_profiles, sizeof r4_profiles}; }
cb_embedded cb_r4_search(void) { return (cb_embedded){r4_search, sizeof r4_search}; }
