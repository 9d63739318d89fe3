/* Frames, their owners and page tables together: the kernel's space and one more, in 300 frames of plain memory, or as
   many as the test says that includes this. */
#ifndef TESTS_PAGING_FIXTURE_H
#define TESTS_PAGING_FIXTURE_H

#ifndef FRAMES
#define FRAMES 300u
#endif
#include "tables_fixture.h"

#include "paging.h"
#include "pmm.h"

#define OWN_HALF    (KERNEL_FIRST == 0 ? PAGE_LIMIT / 2 : 0) /* the first page that is not the kernel's */
#define PAGE        (OWN_HALF + 5u)                          /* one of the space's own */
#define KERNELS     (KERNEL_FIRST == 0 ? 7u : PAGE_LIMIT / 2 + 7u) /* one of the kernel's */
#define USER_RIGHTS (RIGHT_USER | RIGHT_WRITE)
#define UNKNOWN     (FRAMES + 1u)                          /* a frame that the allocator does not know */
#define LARGE_ENTRY ((entry_t)SPAN_2 * FRAME_SIZE + 0xE7u) /* a large page, of such frames */

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES)];
static uint8_t owner[FRAMES], owner_before[FRAMES];
static int16_t shares[FRAMES], shares_before[FRAMES];
static paging_t paging;

/* A frame for a table, as the frame allocator knows it. */
static inline frame_t table_frame(void) {
    frame_t frame = pmm_alloc_in(&pmm, FRAMES);
    assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_TABLE), MM_OK);
    return frame;
}

static frame_t kernel, space;

/* Frames 1..99 and those from 150 on are RAM, the rest is a device's. Tables so far: two roots. */
static inline int boot_paging(void **state) {
    (void)state;
    memset(pool, 0xA5, sizeof pool);
    memset(live, 0xA5, sizeof live);
    memset(shares, 0xA5, sizeof shares);
    memmap_init(&map);
    assert_int_equal(memmap_add_usable(&map, 0, 100 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_usable(&map, 150 * FRAME_SIZE, (FRAMES - 150) * FRAME_SIZE), MM_OK);
    assert_int_equal(pmm_init(&pmm, &map, FRAMES, words, owner), MM_OK);
    kernel = table_frame();
    tables_init(&paging.tables, pool, live, FRAMES, kernel);
    space = table_frame();
    tables_new_root(&paging.tables, space);
    paging.pmm = &pmm;
    paging.shares = shares;
    paging.window = paging.window_end = 0;
    paging.features = 0;
    return 0;
}

/* The table of this level for `page`, with what is missing above it. */
static inline frame_t table_for(frame_t root, pageno_t page, uint32_t level) {
    frame_t table = root;
    for (uint32_t at = TABLE_LEVELS; at > level; at--) {
        uint32_t i = tables_index(page, at);
        frame_t child = tables_child(&paging.tables, table, i);
        if (child == FRAME_NONE) {
            child = table_frame();
            tables_clear(&paging.tables, child);
            tables_link(&paging.tables, table, i, child, link_bits(page));
        }
        table = child;
    }
    return table;
}

/* Each entry on the way to `page`, down to its table of the lowest level, is exactly a table's frame and the bits of a link. */
static inline void way_is_open(frame_t root, pageno_t page) {
    for (uint32_t level = TABLE_LEVELS; level > 1; level--) {
        frame_t table = tables_find(&paging.tables, root, page, level),
                child = tables_find(&paging.tables, root, page, level - 1);
        assert_int_not_equal(child, FRAME_NONE);
        assert_true(pool[table].e[page >> ((level - 1) * DIGIT) & (TABLE_ENTRIES - 1)] ==
                    (entry_t)child * 4096 + link_bits(page));
    }
}

/* Take all frames that are free but the last so many of them. HELD is one that was taken. */
#define HELD 150u
static inline void hold_all_but(uint32_t left) {
    for (frame_t f = 0; f < FRAMES; f++) {
        if (owner[f] == OWNER_FREE) assert_int_equal(pmm_claim(&pmm, f, 1), MM_OK);
    }
    for (frame_t f = FRAMES - left; f < FRAMES; f++) assert_int_equal(pmm_free(&pmm, f), MM_OK);
    assert_int_equal(owner[HELD], OWNER_ALLOCATED);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), left);
}

static inline void remember_all(void) {
    memcpy(pool_before, pool, sizeof pool);
    memcpy(live_before, live, sizeof live);
    memcpy(owner_before, owner, sizeof owner);
    memcpy(shares_before, shares, sizeof shares);
}

static inline void tables_unchanged(void) {
    assert_memory_equal(pool, pool_before, sizeof pool);
    assert_memory_equal(live, live_before, sizeof live);
}

static inline void owners_unchanged(void) {
    assert_memory_equal(owner, owner_before, sizeof owner);
    assert_memory_equal(shares, shares_before, sizeof shares);
    assert_true(pmm_check(&pmm));
}

static inline void all_unchanged(void) {
    tables_unchanged();
    owners_unchanged();
}

/* Of all owners, only this frame's changed. */
static inline void only_owner(frame_t frame, owner_t was, owner_t is) {
    assert_int_equal(owner_before[frame], was);
    assert_int_equal(owner[frame], is);
    for (frame_t f = 0; f < FRAMES; f++) {
        if (f != frame) assert_int_equal(owner[f], owner_before[f]);
    }
    assert_true(pmm_check(&pmm));
}

#define PAGING_TEST(f) cmocka_unit_test_setup(f, boot_paging)

#endif
