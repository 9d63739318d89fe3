/* A million hostile memory maps, from firmware's bytes to a running frame allocator. For each map the owner of every
   frame is compared with an oracle that looks at bytes only, and the runtime twin of the invariant must hold.

   PLINTH_ROUNDS and PLINTH_SEED repeat or lengthen a run. */
#include "check.h"
#include <stdio.h>
#include "pmm.h"
#include "rng.h"

#define FRAMES_MAX 96u
#define RANGES_MAX (MEMMAP_CAPACITY + 40u)

typedef struct {
    uint64_t base, length;
    bool usable;
    bool believed; /* what memmap said it took */
} firmware_range_t;

static firmware_range_t ranges[RANGES_MAX];
static uint32_t nranges;

/* Addresses near the interesting places: frame borders, the end of the test's memory, the limits of the numbers. */
static uint64_t hostile_number(rng_t *rng) {
    static const uint64_t places[] = {0, FRAME_SIZE, (uint64_t)FRAME_LIMIT * FRAME_SIZE, UINT32_MAX,
                                      UINT64_MAX};
    uint64_t jitter = rng_below(rng, 3) - 1;
    switch (rng_below(rng, 8)) {
    case 0:
        return places[rng_below(rng, sizeof places / sizeof places[0])] + jitter;
    case 1:
        return rng_next(rng);
    case 2:
        return rng_below(rng, FRAMES_MAX) * FRAME_SIZE + jitter;
    case 3:
        return rng_below(rng, FRAMES_MAX * FRAME_SIZE);
    default:
        return rng_below(rng, FRAMES_MAX) * FRAME_SIZE;
    }
}

static void make_firmware(rng_t *rng) {
    nranges = (uint32_t)(rng_below(rng, 64) == 0 ? rng_below(rng, RANGES_MAX + 1) : rng_below(rng, 12));
    for (uint32_t i = 0; i < nranges; i++) {
        ranges[i] =
            (firmware_range_t){hostile_number(rng), hostile_number(rng), rng_below(rng, 3) != 0, true};
    }
}

typedef unsigned __int128 wide_t; /* sums of 64-bit numbers without wrapping */

static bool holds(const firmware_range_t *r, frame_t f) {
    wide_t begin = (wide_t)f * FRAME_SIZE, end = begin + FRAME_SIZE;
    return r->base <= begin && end <= (wide_t)r->base + r->length;
}

static bool touches(const firmware_range_t *r, frame_t f) {
    wide_t begin = (wide_t)f * FRAME_SIZE, end = begin + FRAME_SIZE;
    return r->length != 0 && begin < (wide_t)r->base + r->length && r->base < end;
}

/* What the frame must be when nothing was crowded out. */
static owner_t oracle(frame_t f) {
    owner_t owner = OWNER_DEVICE;
    for (uint32_t i = 0; i < nranges; i++) {
        if (!ranges[i].usable && touches(&ranges[i], f)) return OWNER_RESERVED;
        bool wraps = (wide_t)ranges[i].base + ranges[i].length > UINT64_MAX;
        if (ranges[i].usable && !wraps && holds(&ranges[i], f)) owner = OWNER_FREE;
    }
    return f == 0 ? OWNER_RESERVED : owner;
}

static bool build(memmap_t *map) {
    bool crowded = false;
    memmap_init(map);
    for (uint32_t i = 0; i < nranges; i++) {
        mm_status_t status = ranges[i].usable ? memmap_add_usable(map, ranges[i].base, ranges[i].length)
                                              : memmap_add_reserved(map, ranges[i].base, ranges[i].length);
        crowded |= status == MM_ENOSPC;
        wide_t end = (wide_t)ranges[i].base + ranges[i].length;
        assert_int_equal(status == MM_EINVAL, ranges[i].usable && end > UINT64_MAX);
    }
    return crowded;
}

static void compare(const pmm_t *pmm, bool crowded) {
    for (frame_t f = 0; f < pmm->nframes; f++) {
        owner_t is = pmm_owner(pmm, f), should = oracle(f);
        if (crowded && is != OWNER_FREE) continue; /* memory may be lost, never gained */
        assert_int_equal(is, should);
    }
}

/* The first run that memmap_find may name, by trying every frame. */
static frame_t find_oracle(const memmap_t *map, uint32_t count, frame_t below) {
    for (frame_t f = 1; count != 0 && (uint64_t)f + count <= below; f++) {
        bool whole = false;
        for (uint32_t i = 0; i < map->count && !whole; i++) {
            const mem_range_t *r = &map->range[i];
            whole = r->kind == MEM_USABLE && r->first <= f && (uint64_t)f + count <= r->end;
        }
        for (frame_t g = f; whole && g < f + count; g++) whole = memmap_kind(map, g) == MEM_USABLE;
        if (whole) return f;
    }
    return FRAME_NONE;
}

static void one_map(rng_t *rng) {
    static memmap_t map;
    static word_t words[FREEMAP_SIZE(FRAMES_MAX)];
    static uint8_t owner[FRAMES_MAX];
    pmm_t pmm;
    make_firmware(rng);
    bool crowded = build(&map);
    frame_t limit = memmap_limit(&map);
    assert_true(limit <= FRAME_LIMIT);
    uint32_t nframes = limit < FRAMES_MAX ? limit : FRAMES_MAX;
    if (nframes == 0) nframes = 1 + (uint32_t)rng_below(rng, FRAMES_MAX);
    assert_int_equal(pmm_init(&pmm, &map, nframes, words, owner), MM_OK);
    assert_true(pmm_check(&pmm));
    compare(&pmm, crowded);

    uint32_t count = (uint32_t)rng_below(rng, 6);
    frame_t below = (frame_t)rng_below(rng, FRAMES_MAX);
    assert_int_equal(memmap_find(&map, count, below), find_oracle(&map, count, below));

    uint32_t taken = 0, free_frames = 0;
    for (frame_t f = 0; f < nframes; f++) free_frames += pmm_owner(&pmm, f) == OWNER_FREE;
    while (pmm_alloc(&pmm) != FRAME_NONE) taken++;
    assert_int_equal(taken, free_frames);
    assert_true(pmm_check(&pmm));
}

static void every_hostile_map_boots_or_is_refused(void **state) {
    (void)state;
    rng_t rng = {rng_seed("boot_maps", 5)};
    uint64_t rounds = rng_rounds(1000000);
    for (uint64_t i = 0; i < rounds; i++) one_map(&rng);
    printf("boot_maps: %llu maps\n", (unsigned long long)rounds);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_hostile_map_boots_or_is_refused)};
    return cmocka_run_group_tests_name("boot_maps " MACHINE_NAME, tests, NULL, NULL);
}
