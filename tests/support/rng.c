#include "rng.h"
#include <stdio.h>
#include <stdlib.h>

uint64_t rng_next(rng_t *rng) { return random_next(rng); }

uint64_t rng_below(rng_t *rng, uint64_t bound) { return rng_next(rng) % bound; }

static uint64_t from_environment(const char *name, uint64_t otherwise) {
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? strtoull(text, NULL, 0) : otherwise;
}

uint64_t rng_seed(const char *test, uint64_t otherwise) {
    uint64_t seed = from_environment("PLINTH_SEED", otherwise);
    printf("%s: PLINTH_SEED=%llu\n", test, (unsigned long long)seed);
    return seed;
}

uint64_t rng_rounds(uint64_t otherwise) { return from_environment("PLINTH_ROUNDS", otherwise); }
