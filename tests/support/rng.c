#include "rng.h"
#include <stdio.h>
#include <stdlib.h>

uint64_t rng_next(rng_t *rng) {
    uint64_t z = (rng->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

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
