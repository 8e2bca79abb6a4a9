#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <nettle/hmac.h>
#include <nettle/version.h>

// Nettle 4 took the length parameter out of the digest functions; these three have one shape under both.
#if NETTLE_VERSION_MAJOR >= 4
static inline void cnettle_sha1_finish(struct sha1_ctx *context, uint8_t *digest) { sha1_digest(context, digest); }
static inline void cnettle_sha256_finish(struct sha256_ctx *context, uint8_t *digest) { sha256_digest(context, digest); }
static inline void cnettle_hmac_sha256_finish(struct hmac_sha256_ctx *context, uint8_t *digest) {
    hmac_sha256_digest(context, digest);
}
#else
static inline void cnettle_sha1_finish(struct sha1_ctx *context, uint8_t *digest) {
    sha1_digest(context, SHA1_DIGEST_SIZE, digest);
}
static inline void cnettle_sha256_finish(struct sha256_ctx *context, uint8_t *digest) {
    sha256_digest(context, SHA256_DIGEST_SIZE, digest);
}
static inline void cnettle_hmac_sha256_finish(struct hmac_sha256_ctx *context, uint8_t *digest) {
    hmac_sha256_digest(context, SHA256_DIGEST_SIZE, digest);
}
#endif
