/* Repeatable random numbers (SplitMix64): the same state gives the same numbers on every machine. */
#ifndef LIB_RANDOM_H
#define LIB_RANDOM_H

#include <stdint.h>

typedef struct {
    uint64_t state;
} random_t;

/* The next 64 random bits. */
uint64_t random_next(random_t *random);

/* A number below `bound`; 0 when that is 0. Divides nothing, as a 32-bit kernel has no 64-bit division. */
uint32_t random_below(random_t *random, uint32_t bound);

#endif
