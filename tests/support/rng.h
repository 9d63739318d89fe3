/* Repeatable random numbers for tests. A failing test prints its seed; the same seed repeats it. */
#ifndef TESTS_RNG_H
#define TESTS_RNG_H

#include "random.h"

typedef random_t rng_t;

/* The next 64 random bits. */
uint64_t rng_next(rng_t *rng);

/* A number below `bound`, which must not be 0. */
uint64_t rng_below(rng_t *rng, uint64_t bound);

/* The seed that the environment asks for with PLINTH_SEED, or `otherwise`; printed so that a run can be repeated. */
uint64_t rng_seed(const char *test, uint64_t otherwise);

/* How often to repeat: PLINTH_ROUNDS from the environment, or `otherwise`. */
uint64_t rng_rounds(uint64_t otherwise);

#endif
