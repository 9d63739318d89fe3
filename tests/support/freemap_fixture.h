/* A free map over plain memory, beside an array of flags that says the same. */
#ifndef TESTS_FREEMAP_FIXTURE_H
#define TESTS_FREEMAP_FIXTURE_H

#include <string.h>
#include "check.h"
#include "freemap.h"
#include "rng.h"

/* Two groups and a half, then three words and a few units. */
#define GROUP_UNITS (FREEMAP_GROUP * WORD_BITS)
#define UNITS_MAX   (2u * WORD_BITS * WORD_BITS + 9u)
#define SEVERAL     (2u * GROUP_UNITS + 7u * WORD_BITS + 9u)

static word_t words[FREEMAP_SIZE(UNITS_MAX)];
static freemap_t map;
static bool taken[UNITS_MAX];

static const uint32_t sizes[] = {
    1,           WORD_BITS - 1,   WORD_BITS, WORD_BITS + 1, 3 * WORD_BITS + 2, GROUP_UNITS - 1,
    GROUP_UNITS, GROUP_UNITS + 1, SEVERAL,   UNITS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

static inline void begin(uint32_t n) {
    memset(words, 0, sizeof words); /* what lay there before must not matter */
    freemap_init(&map, words, n);
    for (uint32_t i = 0; i < n; i++) taken[i] = true;
}

static inline void give_all(void) {
    freemap_give_run(&map, 0, map.nbits);
    for (uint32_t i = 0; i < map.nbits; i++) taken[i] = false;
}

static inline void set_flags(uint32_t first, uint32_t end, bool to) {
    for (uint32_t i = first; i < end; i++) taken[i] = to;
}

static inline void compare(void) {
    for (uint32_t i = 0; i < map.nbits; i++) assert_int_equal(freemap_test(&map, i), taken[i]);
    assert_true(freemap_check(&map));
}

/* Of the units from .. end-1, in the plainest way. */
static inline uint32_t naive_run(uint32_t n, uint32_t count, uint32_t align, uint32_t from, uint32_t end) {
    uint32_t length = 0;
    for (uint32_t i = from; i < end; i++) {
        length = taken[i] ? 0 : length + 1;
        if (length >= count && (i + 1 - count) % align == 0) return i + 1 - count;
    }
    return n;
}

static inline void same_run(uint32_t count, uint32_t align, uint32_t from, uint32_t end) {
    if (freemap_refuses(&map, count, align, from))
        assert_int_equal(naive_run(map.nbits, count, align, from, map.nbits), map.nbits);
    uint32_t is = freemap_find_run(&map, count, align, from, end);
    uint32_t should = naive_run(map.nbits, count, align, from, end);
    if (is != should)
        fail_msg("run of %u, align %u, %u .. %u: %u, not %u", count, align, from, end, is, should);
}

/* The first units and ends that matter: around every border of a word or a group, and the ends of the map. */
static inline uint32_t borders(uint32_t n, uint32_t *at) {
    uint32_t count = 0;
    for (uint32_t border = 0; border <= n + WORD_BITS;
         border += border < 2 * WORD_BITS ? WORD_BITS : 4 * WORD_BITS) {
        if (border != 0 && border - 1 <= n) at[count++] = border - 1;
        if (border <= n) at[count++] = border;
        if (border + 1 <= n) at[count++] = border + 1;
    }
    if (n >= 5) at[count++] = n - 5;
    at[count++] = n;
    return count;
}

static inline uint32_t random_count(rng_t *rng, uint32_t n) {
    static const uint32_t usual[] = {1, 63, 64, 65, 126, 127, 128, 511, 512, 513, 1022, 1023, 1024};
    uint32_t count = rng_below(rng, 2) == 0 ? usual[rng_below(rng, sizeof usual / sizeof usual[0])]
                                            : 1 + (uint32_t)rng_below(rng, 1 + rng_below(rng, n));
    return count <= n ? count : n;
}

/* Any multiple will do for the map, powers of two or not. */
static inline uint32_t random_align(rng_t *rng) {
    uint32_t kind = (uint32_t)rng_below(rng, 8);
    if (kind == 0) return 1 + (uint32_t)rng_below(rng, 700);
    if (kind == 1) return GROUP_UNITS * (1 + (uint32_t)rng_below(rng, 4));
    if (kind == 2) return 1u << rng_below(rng, 29);
    return kind < 6 ? 1 : 1u << rng_below(rng, 11);
}

#endif
