#include <libxml/xmlversion.h>
/* Debian's libxml2 can convert with ICU, and its headers then bring in ICU's own. Foundation carries another version of those, and clang refuses
   a program that sees both ("'UErrorCode' has different definitions"). Nothing here looks inside an encoding's handler, so they stay out. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/HTMLparser.h>
