/* A frame allocator over plain memory, what is known of it, and requests whose answer is known. */
#ifndef TESTS_PMM_FIXTURE_H
#define TESTS_PMM_FIXTURE_H

#include <string.h>
#include "check.h"
#include "pmm.h"

#define FRAMES     300u
#define FRAMES_MAX (BAND_HIGH + 2000u)
#define UNTOUCHED  0xDEADBEEFu

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES_MAX)];
static uint8_t owner[FRAMES_MAX];

static inline void usable(frame_t first, frame_t end) {
    uint64_t base = (uint64_t)first * FRAME_SIZE, length = (uint64_t)(end - first) * FRAME_SIZE;
    assert_int_equal(memmap_add_usable(&map, base, length), MM_OK);
}

static inline void start(uint32_t nframes) {
    assert_int_equal(pmm_init(&pmm, &map, nframes, words, owner), MM_OK);
    assert_true(pmm_check(&pmm));
}

/* Frames 1..99 and 150..299 usable, 40..49 reserved, the rest a device's. */
static inline int boot(void **state) {
    (void)state;
    memmap_init(&map);
    usable(0, 100);
    usable(150, 300);
    memmap_add_reserved(&map, 40 * FRAME_SIZE, 10 * FRAME_SIZE);
    return pmm_init(&pmm, &map, FRAMES, words, owner) == MM_OK ? 0 : -1;
}

/* All frames usable but frame 0. */
static inline void boot_plain(uint32_t nframes) {
    memmap_init(&map);
    usable(0, nframes);
    start(nframes);
}

#define LOW    10u /* usable frames of the lowest band */
#define ACROSS 20u /* the islands around the bands' borders reach so far down and up */

/* Islands of memory in all three bands, two of them across a border. */
static inline void boot_bands(void) {
    memmap_init(&map);
    usable(100, 100 + LOW);
    usable(ZONE_ISA - ACROSS, ZONE_ISA + ACROSS);
    usable(BAND_HIGH - ACROSS, BAND_HIGH + ACROSS);
    start(BAND_HIGH + 1000);
}

static inline uint32_t count_of(owner_t what) {
    uint32_t n = 0;
    for (frame_t f = 0; f < pmm.nframes; f++) n += pmm_owner(&pmm, f) == what;
    assert_int_equal(pmm_count(&pmm, what), n);
    return n;
}

static uint8_t owner_before[FRAMES_MAX];
static word_t words_before[FREEMAP_SIZE(FRAMES_MAX)];
static pmm_t before;

static inline void remember(void) {
    before = pmm;
    memcpy(owner_before, owner, pmm.nframes);
    memcpy(words_before, words, FREEMAP_SIZE(pmm.nframes) * sizeof(word_t));
}

/* Not a bit changed. */
static inline void same(void) {
    assert_memory_equal(owner_before, owner, pmm.nframes);
    assert_memory_equal(words_before, words, FREEMAP_SIZE(pmm.nframes) * sizeof(word_t));
    assert_memory_equal(&before, &pmm, sizeof pmm);
}

/* Nothing changed but perhaps that the open word was closed (its number, the top that goes with it, the summary), and what
   searches found out. */
static inline void same_frames(void) {
    pmm_t now = pmm;
    assert_memory_equal(owner_before, owner, pmm.nframes);
    assert_memory_equal(words_before, words, FREEMAP_WORDS(pmm.nframes) * sizeof(word_t));
    assert_true(now.free.open == before.free.open || now.free.open == BITMAP_WORDS(pmm.nframes));
    now.free.open = before.free.open;
    now.top = before.top;
    now.free.from = before.free.from;
    now.free.to = before.free.to;
    now.free.blocks = before.free.blocks;
    now.free.groups = before.free.groups;
    assert_memory_equal(&before, &now, sizeof now);
    assert_true(pmm_check(&pmm));
}

/* Only the frames first .. end-1 changed: from `was` to `is`. */
static inline void only(frame_t first, frame_t end, owner_t was, owner_t is) {
    for (frame_t f = 0; f < pmm.nframes; f++) {
        bool meant = first <= f && f < end;
        if (meant) assert_int_equal(owner_before[f], was);
        assert_int_equal(owner[f], meant ? is : (owner_t)owner_before[f]);
    }
    assert_true(pmm_check(&pmm));
}

static inline void refuse_free(frame_t frame, mm_status_t status) {
    remember();
    assert_int_equal(pmm_free(&pmm, frame), status);
    same();
}

static inline void refuse_free_run(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_free_contiguous(&pmm, first, count), status);
    same();
}

static inline void refuse_claim(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_claim(&pmm, first, count), status);
    same();
}

static inline void refuse_run(uint32_t count, uint32_t align, frame_t below, mm_status_t status) {
    frame_t first = UNTOUCHED;
    remember();
    assert_int_equal(pmm_alloc_contiguous(&pmm, count, align, below, &first), status);
    assert_int_equal(first, UNTOUCHED);
    same_frames();
}

static inline void refuse_alloc(void) {
    remember();
    assert_int_equal(pmm_alloc(&pmm), FRAME_NONE);
    same_frames();
}

static inline void refuse_alloc_in(frame_t below) {
    remember();
    assert_int_equal(pmm_alloc_in(&pmm, below), FRAME_NONE);
    same_frames();
}

static inline void device_is(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_claim_device(&pmm, first, count), status);
    same();
}

static inline void give(frame_t first, uint32_t count) {
    remember();
    assert_int_equal(pmm_free_contiguous(&pmm, first, count), MM_OK);
    only(first, first + count, OWNER_ALLOCATED, OWNER_FREE);
}

static inline void claim(frame_t first, uint32_t count) {
    remember();
    assert_int_equal(pmm_claim(&pmm, first, count), MM_OK);
    only(first, first + count, OWNER_FREE, OWNER_ALLOCATED);
}

static inline frame_t take_one(void) {
    remember();
    frame_t frame = pmm_alloc(&pmm);
    assert_in_range(frame, 1, pmm.nframes - 1);
    only(frame, frame + 1, OWNER_FREE, OWNER_ALLOCATED);
    return frame;
}

static inline frame_t take_in(frame_t below) {
    remember();
    frame_t frame = pmm_alloc_in(&pmm, below);
    assert_in_range(frame, 1, pmm.nframes - 1);
    assert_true(frame < below);
    only(frame, frame + 1, OWNER_FREE, OWNER_ALLOCATED);
    return frame;
}

static inline frame_t take_run(uint32_t count, uint32_t align, frame_t below) {
    frame_t first = UNTOUCHED;
    remember();
    assert_int_equal(pmm_alloc_contiguous(&pmm, count, align, below, &first), MM_OK);
    assert_int_equal(first % align, 0);
    assert_true((uint64_t)first + count <= below);
    only(first, first + count, OWNER_FREE, OWNER_ALLOCATED);
    return first;
}

/* The same, tried out: taken and given back. */
static inline frame_t where(uint32_t count, uint32_t align, frame_t below) {
    frame_t first = take_run(count, align, below);
    give(first, count);
    return first;
}

#define TEST(f) cmocka_unit_test_setup(f, boot)

#endif
